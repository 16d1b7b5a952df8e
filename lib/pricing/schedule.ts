import type { PriceWhen } from './price-row';
import { zoneOffset } from './zone-offset';

export type PriceSchedule = NonNullable<PriceWhen['schedule']>;

const MINUTES_PER_DAY = 1_440;
const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

/** Minutes after midnight of `HH:MM`; `24:00` is the day's end. Undefined when there is no such time. */
export function minuteOfDay(text: string): number | undefined {
  const [hour, minute] = text.split(':').map(Number);
  if (hour === undefined || minute === undefined || !(hour <= 24) || !(minute <= 59)) return undefined;
  const total = hour * 60 + minute;
  return total <= MINUTES_PER_DAY ? total : undefined;
}

/**
 * Compiles a schedule into a test of an instant (epoch ms). Windows hold from their start, inclusive, to their end,
 * exclusive, in the zone's wall time, so they follow DST; no window, or one that ends where it starts, is the whole
 * day. A window that wraps past midnight belongs to the day on which it starts: weekdays and holidays are judged by
 * that day. Throws RangeError for an unknown zone or time.
 */
export function compileSchedule(schedule: PriceSchedule): (at: number) => boolean {
  const offsetAt = zoneOffset(schedule.timeZone);
  const weekdays = schedule.weekdays === undefined ? undefined : new Set(schedule.weekdays);
  const holidays = new Set((schedule.holidays ?? []).map((date) => Math.floor(Date.parse(date) / DAY_MS)));
  const windows = schedule.windows.map(readWindow);
  if (windows.length === 0) windows.push({ from: 0, to: MINUTES_PER_DAY });

  const isOpenDay = (day: number) =>
    (weekdays === undefined || weekdays.has(isoWeekday(day))) && !holidays.has(day);

  return (at) => {
    const local = at + offsetAt(at);
    const day = Math.floor(local / DAY_MS);
    const minute = Math.floor((local - day * DAY_MS) / MINUTE_MS);
    return windows.some(({ from, to }) => {
      if (from < to) return minute >= from && minute < to && isOpenDay(day);
      return minute >= from ? isOpenDay(day) : minute < to && isOpenDay(day - 1);
    });
  };
}

function readWindow({ from, to }: { from: string; to: string }): { from: number; to: number } {
  const start = minuteOfDay(from);
  const end = minuteOfDay(to);
  if (start === undefined || end === undefined) throw new RangeError(`no such time of day: ${from}-${to}`);
  return start === end ? { from: 0, to: MINUTES_PER_DAY } : { from: start % MINUTES_PER_DAY, to: end };
}

/** 1 = Monday … 7 = Sunday; day 0 is Thursday, 1970-01-01. */
function isoWeekday(day: number): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
