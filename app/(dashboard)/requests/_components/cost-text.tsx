import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

const WHY: Record<string, string> = {
  unpriced: 'A meter that was used has no price.',
  quarantined: 'The provider reported counts that cannot be right; nothing of them is billed.',
  unknown: 'An attempt may have been billed, and nothing is known of how much.',
};

/** A cost as far as it is known; exact on hover and for machines. Unknown is a word, never 0; a part says that it is one. */
export function CostText({ costUsd, state }: { costUsd: string | null; state: string }) {
  if (costUsd === null) {
    return (
      <span className="text-warn" title={WHY[state]}>
        {state}
      </span>
    );
  }
  const partly = WHY[state];
  const exact = formatExactUsd(costUsd);
  return (
    <span data-exact={costUsd} title={partly === undefined ? exact : `${exact} is known. ${partly}`}>
      {partly === undefined ? '' : '≥ '}
      {formatAmountUsd(costUsd)}
    </span>
  );
}
