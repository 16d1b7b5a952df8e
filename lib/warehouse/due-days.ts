const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A request may stay open for a day before it is settled as an orphan; then a while for its log to be read. */
const CLOSED_AFTER_MS = DAY_MS + 2 * HOUR_MS;

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** UTC days that are closed, the newest first, as far back as `days`: nothing more comes onto them. Pure. */
export function closedDays(nowMs: number, days: number): string[] {
  const newest = Math.floor((nowMs - CLOSED_AFTER_MS) / DAY_MS) * DAY_MS - DAY_MS;
  return Array.from({ length: days }, (_, index) => dayOf(newest - index * DAY_MS));
}

/** UTC days from one to another, both with. Throws RangeError for the other way round. Pure. */
export function daysBetween(from: string, to: string): string[] {
  const [first, last] = [Date.parse(from), Date.parse(to)];
  if (!(first <= last)) throw new RangeError(`${from} does not lie before ${to}`);
  return Array.from({ length: (last - first) / DAY_MS + 1 }, (_, index) => dayOf(first + index * DAY_MS));
}
