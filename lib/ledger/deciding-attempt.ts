import type { AttemptRecord, RouteReason } from './records';

/** The attempt whose answer the client got, or the last one where nobody's was: what a request came to. */
export function decidingAttempt(
  { servedAttempt }: Pick<RouteReason, 'servedAttempt'>,
  attempts: readonly AttemptRecord[],
): AttemptRecord | undefined {
  if (servedAttempt === undefined) return attempts.at(-1);
  return attempts.find(({ attempt }) => attempt === servedAttempt);
}
