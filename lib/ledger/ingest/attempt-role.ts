import type { RouteReason } from '../records';
import type { AttemptRow } from './attempt-row';
import type { RequestRow } from './request-row';

/**
 * What an attempt was to its request. `served`: the first choice answered. `fallback`: another target did, because the
 * first choice failed or was left out. `downgraded`: a used-up budget sent it there. `discarded`: an answer that came and
 * was not used. `extra`: it failed, billed or not. `shadow`: it was asked for to be judged, or judged.
 */
export type AttemptRole = 'served' | 'fallback' | 'downgraded' | 'discarded' | 'extra' | 'shadow';

export type RoleSource = Pick<RequestRow, 'provider' | 'attempt_count'> & {
  route: Pick<RouteReason, 'candidates' | 'downgradedBy' | 'servedAttempt' | 'shadowOf'>;
};

/** The same as `attempt_role` in SQL, which a test holds it to. */
export function attemptRole(
  request: RoleSource,
  attempt: Pick<AttemptRow, 'provider' | 'model' | 'attempt' | 'outcome'>,
): AttemptRole {
  if (request.route.shadowOf !== undefined) return 'shadow';
  const serving = attempt.attempt === (request.route.servedAttempt ?? request.attempt_count);
  if (request.provider === '' || !serving) return attempt.outcome === 'success' ? 'discarded' : 'extra';
  const [first] = request.route.candidates;
  const name = `${attempt.provider}/${attempt.model}`;
  if (first === undefined || first === name) return 'served';
  return request.route.downgradedBy === undefined ? 'fallback' : 'downgraded';
}
