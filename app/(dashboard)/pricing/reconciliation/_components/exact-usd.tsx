import { useT } from '#i18n';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

/** An amount as people read it; exact on hover and for machines. */
export function ExactUsd({ amount }: { amount: string | null }) {
  const t = useT();
  if (amount === null) return <span className="text-warn">{t('unknown')}</span>;
  return (
    <span title={formatExactUsd(amount, t.locale)} data-exact={amount}>
      {formatAmountUsd(amount, t.locale)}
    </span>
  );
}
