import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

const WHY: Record<string, string> = {
  unpriced: 'A meter that was used has no price, so there is no total.',
  unknown: 'It may have been billed, and nothing is known of how much.',
};

/** A cost as far as it is known; exact on hover and for machines. Unknown is a word, never 0. */
export function CostText({ costUsd, state }: { costUsd: string | null; state: string }) {
  if (costUsd === null) {
    return (
      <span className="text-warn" title={WHY[state]}>
        {state}
      </span>
    );
  }
  return (
    <span data-exact={costUsd} title={formatExactUsd(costUsd)}>
      {formatAmountUsd(costUsd)}
    </span>
  );
}
