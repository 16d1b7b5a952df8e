import { useT } from '#i18n';
import { Td } from '@/components/ui/table';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

/** An amount, exact on hover and for machines. `signed`: a loss is marked as one. */
export function UsdCell({ usd, signed = false }: { usd: string; signed?: boolean }) {
  const t = useT();
  const tone = !signed || usd === '0' ? undefined : usd.startsWith('-') ? 'text-bad' : 'text-good';
  return (
    <Td numeric title={formatExactUsd(usd, t.locale)} data-exact={usd} className={tone}>
      {formatAmountUsd(usd, t.locale)}
    </Td>
  );
}
