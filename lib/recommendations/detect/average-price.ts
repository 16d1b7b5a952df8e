import type { Facts } from '../facts';
import type { Recommendation } from '../recommendation';
import { moveSimpleTasks } from '../simple-on-cheap';
import { DEAR_USD_PER_MILLION, isDear, isDearFor, tokensOf, totalUsd } from '../tier';
import { msg } from '@/lib/i18n/msg';

/** The average over all tokens is above $2 for 1 M; those of models without a price have none. */
export function detectAveragePrice(facts: Facts): Recommendation {
  const known = facts.models.filter(({ attempts, uncosted }) => uncosted === 0 || uncosted < attempts);
  const unknown = facts.models.filter((model) => !known.includes(model)).map(({ model }) => model);
  const tokens = known.reduce((sum, { meters }) => sum + tokensOf(meters), 0);
  const base = { id: 'average-price', title: msg('The average token is dear') };
  if (tokens === 0)
    return {
      ...base,
      state: 'unknown',
      evidence: [msg('No tokens with a price are on the books of this span.')],
    };
  const spent = totalUsd(known);
  const evidence = [
    msg(
      `$${((Number(spent) / tokens) * 1_000_000).toFixed(3)} for 1 M tokens on average over ${facts.days} days; $${DEAR_USD_PER_MILLION} is the mark.`,
    ),
    ...(unknown.length === 0
      ? []
      : [msg(`Left out, for nobody knows what they cost: ${[...new Set(unknown)].join(', ')}.`)]),
  ];
  if (!isDearFor(spent, tokens)) return { ...base, state: 'fine', evidence };
  const move = moveSimpleTasks(facts, known.filter(isDear));
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
