import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

/** An amount as people read it; exact on hover and for machines. */
export function ExactUsd({ amount }: { amount: string | null }) {
  if (amount === null) return <span className="text-warn">unknown</span>;
  return (
    <span title={formatExactUsd(amount)} data-exact={amount}>
      {formatAmountUsd(amount)}
    </span>
  );
}
