const DAY_MS = 86_400_000;
const HALF_HOUR_MS = 30 * 60_000;

/** Half an hour in which one provider answers nothing but 503. */
export interface Outage {
  provider: string;
  fromMs: number;
  /** Exclusive. */
  toMs: number;
}

/** On the last Wednesday at least five days before the end, at 14:00 UTC. */
export function demoOutage(endMs: number, provider: string): Outage {
  let day = Math.floor(endMs / DAY_MS) - 5;
  // Day 0 of the epoch was a Thursday.
  while ((day + 4) % 7 !== 3) day -= 1;
  const fromMs = day * DAY_MS + 14 * 3_600_000;
  return { provider, fromMs, toMs: fromMs + HALF_HOUR_MS };
}

export function isDown(outage: Outage | undefined, provider: string, atMs: number): boolean {
  return outage !== undefined && outage.provider === provider && atMs >= outage.fromMs && atMs < outage.toMs;
}
