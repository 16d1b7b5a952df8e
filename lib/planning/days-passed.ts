const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Days of a period, of which one that goes on only what has passed: a 24th at least. What is scaled to a month is scaled by this. Pure. */
export function daysPassed({ from, to }: { from: Date; to: Date }, now: Date): number {
  const passedMs = Math.min(to.getTime(), now.getTime()) - from.getTime();
  return Math.max(HOUR_MS, passedMs) / DAY_MS;
}
