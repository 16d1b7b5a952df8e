import { formatPico, parseUsd } from '@/lib/pricing/money';
import type { CostState, UsdString } from '@/lib/pricing/types';

export interface AttemptCost {
  state: CostState;
  totalUsd: UsdString | null;
}

/**
 * Cost of a request from those of its attempts, exact: the sum of what is known, so that requests always add up to what
 * their attempts cost. The state says when it is not the whole: what is quarantined wins,
 * then unpriced over unknown, for an admin can mend them.
 * Null when nothing is known. Throws MoneyError.
 */
export function requestCost(attempts: readonly AttemptCost[]): AttemptCost {
  const has = (state: CostState) => attempts.some((attempt) => attempt.state === state);
  const known = attempts.flatMap(({ state, totalUsd }) =>
    state === 'priced' && totalUsd !== null ? [parseUsd(totalUsd)] : [],
  );
  const total = formatPico(known.reduce((sum, amount) => sum + amount, 0n));
  const missing = (['quarantined', 'unpriced', 'unknown'] as const).find(has);
  if (missing !== undefined) return { state: missing, totalUsd: known.length === 0 ? null : total };
  return { state: has('priced') ? 'priced' : 'not_billed', totalUsd: total };
}
