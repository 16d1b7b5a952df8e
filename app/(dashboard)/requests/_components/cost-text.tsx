import { useT } from '#i18n';
import { msg } from '@/lib/i18n/msg';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';

const WHY: Record<string, string> = {
  unpriced: msg('A meter that was used has no price.'),
  quarantined: msg('The provider reported counts that cannot be right; nothing of them is billed.'),
  unknown: msg('An attempt may have been billed, and nothing is known of how much.'),
};

interface CostTextProps {
  costUsd: string | null;
  state: string;
  /** What was billed when it ran, where a re-rating may have corrected it; null: it had no price. */
  billedUsd?: string | null;
}

/** A cost as far as it is known; exact on hover and for machines. Unknown is a word, never 0; a part says that it is one. */
export function CostText({ costUsd, state, billedUsd = costUsd }: CostTextProps) {
  const t = useT();
  if (costUsd === null) {
    return (
      <span className="text-warn" title={WHY[state] && t(WHY[state])}>
        {state}
      </span>
    );
  }
  const partly = WHY[state] && t(WHY[state]);
  const exact = formatExactUsd(costUsd, t.locale);
  const was = billedUsd === null ? t('without a price') : formatExactUsd(billedUsd, t.locale);
  const corrected = billedUsd === costUsd ? '' : t(' Corrected: it was {was}.', { was });
  return (
    <span
      data-exact={costUsd}
      title={`${partly === undefined ? exact : t('{exact} is known. {partly}', { exact, partly })}${corrected}`}
    >
      {corrected !== '' && <span className="mr-1 text-xs text-ink-soft">{t('corrected')}</span>}
      {partly === undefined ? '' : '≥ '}
      {formatAmountUsd(costUsd, t.locale)}
    </span>
  );
}
