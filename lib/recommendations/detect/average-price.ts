import type { Facts } from '../facts';
import type { Recommendation } from '../recommendation';
import { moveSimpleTasks } from '../simple-on-cheap';
import { DEAR_USD_PER_MILLION, isDear, isDearFor, tokensOf, totalUsd } from '../tier';
import { msg } from '@/lib/i18n/msg';

/** The average over all tokens is above $2 for 1 M. */
export function detectAveragePrice(facts: Facts): Recommendation {
  const tokens = facts.models.reduce((sum, { meters }) => sum + tokensOf(meters), 0);
  const base = { id: 'average-price', title: msg('The average token is dear') };
  if (tokens === 0)
    return { ...base, state: 'unknown', evidence: [msg('No tokens are on the books of this span.')] };
  const spent = totalUsd(facts.models);
  const evidence = [
    msg(
      `$${((Number(spent) / tokens) * 1_000_000).toFixed(3)} for 1 M tokens on average over ${facts.days} days; $${DEAR_USD_PER_MILLION} is the mark.`,
    ),
  ];
  if (!isDearFor(spent, tokens)) return { ...base, state: 'fine', evidence };
  const move = moveSimpleTasks(facts, facts.models.filter(isDear));
  return {
    ...base,
    state: 'found',
    evidence,
    rows: {},
    ...(move === undefined
      ? {}
      : { saving: move.saving, draft: move.draft, assumes: msg(`simple tasks go to ${move.model}`) }),
  };
}
