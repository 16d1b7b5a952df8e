import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

const WHY: Record<string, string> = {
  unpriced: 'A meter that was used has no price.',
  quarantined: 'The provider reported counts that cannot be right; nothing of them is billed.',
  unknown: 'An attempt may have been billed, and nothing is known of how much.',
};

interface CostTextProps {
  costUsd: string | null;
  state: string;
  /** What was billed when it ran, where a re-rating may have corrected it; null: it had no price. */
  billedUsd?: string | null;
}

/** A cost as far as it is known; exact on hover and for machines. Unknown is a word, never 0; a part says that it is one. */
export function CostText({ costUsd, state, billedUsd = costUsd }: CostTextProps) {
  if (costUsd === null) {
    return (
      <span className="text-warn" title={WHY[state]}>
        {state}
      </span>
    );
  }
  const partly = WHY[state];
  const exact = formatExactUsd(costUsd);
  const was = billedUsd === null ? 'without a price' : formatExactUsd(billedUsd);
  const corrected = billedUsd === costUsd ? '' : ` Corrected: it was ${was}.`;
  return (
    <span
      data-exact={costUsd}
      title={`${partly === undefined ? exact : `${exact} is known. ${partly}`}${corrected}`}
    >
      {corrected !== '' && <span className="mr-1 text-xs text-ink-soft">corrected</span>}
      {partly === undefined ? '' : '≥ '}
      {formatAmountUsd(costUsd)}
    </span>
  );
}
