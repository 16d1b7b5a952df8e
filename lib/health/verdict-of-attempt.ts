import type { AttemptOutcome } from '@/lib/ledger/records';

export type CallVerdict = 'success' | 'error' | 'timeout';

/** Statuses that say the request was wrong, and not its target. */
const REQUEST_AT_FAULT: ReadonlySet<number> = new Set([400, 404, 409, 413, 415, 422]);

/**
 * What an attempt says of its target. Undefined: nothing, since the client left, this gateway died or stopped, or the
 * request itself was refused. A 429 or a refused credential counts: the target did not serve.
 */
export function verdictOfAttempt(attempt: {
  outcome: AttemptOutcome | string;
  status: number;
  errorCode?: string | null | undefined;
}): CallVerdict | undefined {
  switch (attempt.outcome) {
    case 'success':
      return 'success';
    case 'timeout':
      return 'timeout';
    case 'error':
      if (attempt.errorCode === 'gateway_stopping') return undefined;
      return REQUEST_AT_FAULT.has(attempt.status) ? undefined : 'error';
    default:
      return undefined;
  }
}
