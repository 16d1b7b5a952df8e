import { Td } from '@/components/ui/table';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

/** An amount, exact on hover and for machines. `signed`: a loss is marked as one. */
export function UsdCell({ usd, signed = false }: { usd: string; signed?: boolean }) {
  const tone = !signed || usd === '0' ? undefined : usd.startsWith('-') ? 'text-bad' : 'text-good';
  return (
    <Td numeric title={formatExactUsd(usd)} data-exact={usd} className={tone}>
      {formatAmountUsd(usd)}
    </Td>
  );
}
