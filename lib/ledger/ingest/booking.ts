import { formatPico, parseUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import type { RequestCompletion } from '../records';
import { attemptRow, type AttemptRow } from './attempt-row';
import { requestRow, type RequestRow } from './request-row';
import { UnstorableError } from './unstorable-error';

/** A completion as it goes on the books. */
export interface Booking {
  request: RequestRow;
  attempts: AttemptRow[];
  /** Budget leases that covered each attempt, in the order of the attempts. */
  leases: (readonly string[])[];
  /** What budgets count of each attempt whose cost is not known, in the order of the attempts. */
  heldUsd: (UsdString | undefined)[];
  /** The record that it came from. */
  done: RequestCompletion;
}

/** Throws UnstorableError, MoneyError or, for a record that lacks whole parts, TypeError. */
export function toBooking(done: RequestCompletion): Booking {
  const attempts = done.attempts.map((attempt) => attemptRow(done.request, attempt));
  const request = requestRow(done, attempts);
  if (new Set(attempts.map((row) => row.attempt)).size !== attempts.length) {
    throw new UnstorableError('two attempts have one number');
  }
  return {
    done,
    request,
    attempts,
    leases: done.attempts.map(({ leases }) => leases ?? []),
    heldUsd: done.attempts.map(({ heldUsd }) =>
      heldUsd === undefined ? undefined : formatPico(parseUsd(heldUsd)),
    ),
  };
}
