import type { Booking } from './booking';
import { RollupDelta } from './rollup-delta';
import {
  allDimensions,
  attemptDimensions,
  requestDimensions,
  type RollupDimensions,
} from './rollup-dimensions';

/**
 * What these bookings add to the rollups. A request counts once, under who served it (`''` when nobody did); an
 * attempt's money, tokens and count go under its own provider and model, with the request's other dimensions. Each is
 * counted again under its tags and end user, in the facet cubes.
 * In the order of their keys, the same in each process, so that two that upsert at once can't deadlock.
 */
export function rollUp(bookings: readonly Booking[]): RollupDelta[] {
  const deltas = new Map<string, RollupDelta>();
  const at = (dimensions: RollupDimensions): RollupDelta => {
    const key = JSON.stringify(Object.values(dimensions));
    const delta = deltas.get(key) ?? new RollupDelta(dimensions);
    deltas.set(key, delta);
    return delta;
  };
  const everywhere = (booking: Booking, base: RollupDimensions) =>
    allDimensions(booking.request, base).map(at);
  for (const booking of bookings) {
    const { request, attempts } = booking;
    for (const delta of everywhere(booking, requestDimensions(request))) delta.addRequest(request);
    for (const attempt of attempts) {
      const base = attemptDimensions(request, attempt);
      for (const delta of everywhere(booking, base)) delta.addAttempt(attempt, base.role);
    }
  }
  return [...deltas].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, delta]) => delta);
}
