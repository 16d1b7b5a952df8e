import { seededRandom } from '@/lib/simulator/random';

const QUARTER_MS = 15 * 60_000;
const QUARTERS_A_DAY = 96;

export const DEMO_DAYS = 30;
const DEMO_REQUESTS = 12_000;

/** From Sunday. */
const WEEKDAYS = [0.35, 1, 1.1, 1.12, 1.05, 0.9, 0.4];
/** By UTC hour: an office day with a dip at noon. */
const HOURS = [2, 1, 1, 1, 2, 3, 6, 12, 20, 26, 27, 24, 19, 23, 26, 25, 22, 18, 13, 10, 8, 6, 4, 3];
/** The last day has so much more traffic than the first. */
const GROWTH = 0.4;

/**
 * Times of the demo's requests, epoch ms, ascending: about 12,000 in the 30 days before `endMs`. The same for the same
 * end, so that a generation that was broken off can be done again without counting anything twice.
 */
export function arrivalTimes(endMs: number): number[] {
  const random = seededRandom('demo arrivals');
  const quarters = DEMO_DAYS * QUARTERS_A_DAY;
  const starts = Array.from({ length: quarters }, (_, n) => endMs - (quarters - n) * QUARTER_MS);
  const weights = starts.map((start, n) => weightAt(start) * (1 + (GROWTH * n) / quarters));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return starts.flatMap((start, n) => {
    const count = Math.floor((DEMO_REQUESTS * (weights[n] ?? 0)) / total + random());
    const times = Array.from({ length: count }, () => start + Math.floor(random() * QUARTER_MS));
    return times.sort((a, b) => a - b);
  });
}

function weightAt(epochMs: number): number {
  const at = new Date(epochMs);
  return (WEEKDAYS[at.getUTCDay()] ?? 0) * (HOURS[at.getUTCHours()] ?? 0);
}
