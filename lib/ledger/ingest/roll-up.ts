import type { AttemptRow } from './attempt-row';
import type { Booking } from './booking';
import type { RequestRow } from './request-row';
import { RollupDelta } from './rollup-delta';
import { rollupDimensions } from './rollup-dimensions';

/**
 * What these bookings add to the rollups. A request counts once, under who served it (`''` when nobody did); an
 * attempt's money, tokens and count go under its own provider and model, with the request's other dimensions.
 * In the order of their keys, the same in each process, so that two that upsert at once can't deadlock.
 */
export function rollUp(bookings: readonly Booking[]): RollupDelta[] {
  const deltas = new Map<string, RollupDelta>();
  const at = (request: RequestRow, served: RequestRow | AttemptRow): RollupDelta => {
    const dimensions = rollupDimensions(request, served);
    const key = JSON.stringify(Object.values(dimensions));
    const delta = deltas.get(key) ?? new RollupDelta(dimensions);
    deltas.set(key, delta);
    return delta;
  };
  for (const { request, attempts } of bookings) {
    at(request, request).addRequest(request);
    for (const attempt of attempts) at(request, attempt).addAttempt(attempt);
  }
  return [...deltas].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta);
}
