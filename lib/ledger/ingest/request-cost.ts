import { formatPico, parseUsd } from '@/lib/pricing/money';
import type { CostState, UsdString } from '@/lib/pricing/types';

export interface AttemptCost {
  state: CostState;
  totalUsd: UsdString | null;
}

/**
 * Cost of a request from those of its attempts, exact: the sum of what is known, so that requests always add up to what
 * their attempts cost. The state says when it is not the whole: unpriced wins over unknown, for an admin can mend it.
 * Null when nothing is known. Throws MoneyError.
 */
export function requestCost(attempts: readonly AttemptCost[]): AttemptCost {
  const has = (state: CostState) => attempts.some((attempt) => attempt.state === state);
  const known = attempts.flatMap(({ state, totalUsd }) =>
    state === 'priced' && totalUsd !== null ? [parseUsd(totalUsd)] : [],
  );
  const total = formatPico(known.reduce((sum, amount) => sum + amount, 0n));
  if (has('unpriced') || has('unknown'))
    return { state: has('unpriced') ? 'unpriced' : 'unknown', totalUsd: known.length === 0 ? null : total };
  return { state: has('priced') ? 'priced' : 'not_billed', totalUsd: total };
}
