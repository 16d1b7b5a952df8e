import type { Budget } from '@/lib/config/schemas';
import type { ZoneOffset } from '@/lib/pricing/zone-offset';

/** A span in which a budget counts, epoch ms: `startsAt` inclusive, `endsAt` exclusive. */
export interface Window {
  startsAt: number;
  endsAt: number;
}

const DAY_MS = 86_400_000;
const QUARTER_MS = 900_000;
/** Offsets lie between -12 and +14 hours; a switch of an hour fits in as well. */
const REACH_MS = 16 * 3_600_000;
/** 1970-01-01 was a Thursday; weeks begin on Monday. */
const DAYS_FROM_MONDAY = 3;
/** The end of a budget that never starts anew: 9999-12-31T00:00:00Z. */
export const NEVER_MS = 253_402_214_400_000;

/** Number of the local day, counted as if it were UTC. */
function localDay(at: number, offset: ZoneOffset): number {
  return Math.floor((at + offset(at)) / DAY_MS);
}

/**
 * First instant of a local day. Searched for, not computed: at a switch of the clocks a day may have 23 or 25 hours or
 * begin at 01:00. Offsets change on quarter hours only, so a day begins on one.
 */
function dayStart(day: number, offset: ZoneOffset): number {
  let low = (day * DAY_MS - REACH_MS) / QUARTER_MS;
  let high = (day * DAY_MS + REACH_MS) / QUARTER_MS;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (localDay(middle * QUARTER_MS, offset) >= day) high = middle;
    else low = middle;
  }
  return high * QUARTER_MS;
}

/** First day of the period that holds a day, and the first of the next. */
function daysOf(period: 'daily' | 'weekly' | 'monthly', day: number): [first: number, next: number] {
  if (period === 'daily') return [day, day + 1];
  if (period === 'weekly') {
    const monday = day - ((((day + DAYS_FROM_MONDAY) % 7) + 7) % 7);
    return [monday, monday + 7];
  }
  const date = new Date(day * DAY_MS);
  const month = (ahead: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + ahead, 1) / DAY_MS;
  return [month(0), month(1)];
}

/** The window of a period that an instant (epoch ms) falls in, in the days of a zone. Pure. */
export function windowAt(period: Budget['period'], at: number, offset: ZoneOffset): Window {
  if (period === 'total') return { startsAt: 0, endsAt: NEVER_MS };
  const [first, next] = daysOf(period, localDay(at, offset));
  return { startsAt: dayStart(first, offset), endsAt: dayStart(next, offset) };
}
