import type { AttemptRow } from '@/lib/ledger/ingest/attempt-row';
import type { Booking } from '@/lib/ledger/ingest/booking';
import type { RouteReason } from '@/lib/ledger/records';
import type { HealthEvent } from './event';
import { verdictOfAttempt } from './verdict-of-attempt';

const ERRORS: ReadonlySet<string> = new Set(['error', 'timeout']);

const nameOf = ({ provider, model }: AttemptRow) => `${provider}/${model}`;

/** Why an attempt failed, in the words of a log line; never what the provider wrote, which may quote the prompt. */
function reasonOf({ outcome, status, error_code: code }: AttemptRow): string {
  const what = code === null ? outcome : code.replaceAll('_', ' ').slice(0, 80);
  return status > 0 && outcome === 'error' ? `${status} ${what}` : what;
}

/** A record of another version may lack them; what is told here must never keep it off the books. */
function candidatesOf(route: Partial<RouteReason> | undefined): readonly string[] {
  return route?.candidates ?? [];
}

/** Each time that a request of these bookings left a target, told from its attempts. Pure. */
export function failoversOf(bookings: readonly Pick<Booking, 'request' | 'attempts'>[]): HealthEvent[] {
  return bookings.flatMap(({ request, attempts }) =>
    attempts.flatMap((attempt, index) => {
      if (!ERRORS.has(attempt.outcome)) return [];
      const next = attempts[index + 1];
      const target = nameOf(attempt);
      // The same target once more is a retry, not a leaving.
      if (next !== undefined && nameOf(next) === target) return [];
      // Nobody gave up where the request itself was refused.
      const blamed = verdictOfAttempt({ ...attempt, errorCode: attempt.error_code }) !== undefined;
      if (next === undefined && !blamed) return [];
      const event: HealthEvent = {
        at: Date.parse(attempt.started_at) + attempt.latency_ms,
        workspaceId: attempt.workspace_id,
        kind: next === undefined ? 'gave_up' : 'failover',
        target,
        reason: request.task === 'probe' ? `probe: ${reasonOf(attempt)}` : reasonOf(attempt),
        from: target,
        to: next === undefined ? '' : nameOf(next),
        alternatives: candidatesOf(request.route).filter((candidate) => candidate !== target),
        requestId: attempt.request_id,
      };
      return [event];
    }),
  );
}
