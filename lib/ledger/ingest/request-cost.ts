import { formatPico, parseUsd } from '@/lib/pricing/money';
import type { CostState, UsdString } from '@/lib/pricing/types';

export interface AttemptCost {
  state: CostState;
  totalUsd: UsdString | null;
}

/**
 * Cost of a request from those of its attempts, exact. One attempt without a known cost leaves the request without one:
 * a sum of the rest would be a lie. Unpriced wins over unknown, for an admin can mend it. Throws MoneyError.
 */
export function requestCost(attempts: readonly AttemptCost[]): AttemptCost {
  const has = (state: CostState) => attempts.some((attempt) => attempt.state === state);
  if (has('unpriced')) return { state: 'unpriced', totalUsd: null };
  if (has('unknown')) return { state: 'unknown', totalUsd: null };
  let total = 0n;
  for (const attempt of attempts) total += parseUsd(attempt.totalUsd ?? '0');
  return { state: has('priced') ? 'priced' : 'not_billed', totalUsd: formatPico(total) };
}
