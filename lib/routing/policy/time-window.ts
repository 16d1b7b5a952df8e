import type { TimeWindow } from './schemas';

export type WindowTest = (atMs: number) => boolean;

const MINUTE_MS = 60_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const minutesOf = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));

/** A test of epoch times. Throws a RangeError for a zone that is not known. The last minute asked for is remembered. */
export function compileTimeWindow({ zone, from, to, days }: TimeWindow): WindowTest {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const start = minutesOf(from);
  const end = minutesOf(to);
  const holds = (atMs: number): boolean => {
    const parts = Object.fromEntries(format.formatToParts(atMs).map(({ type, value }) => [type, value]));
    const minute = Number(parts['hour']) * 60 + Number(parts['minute']);
    const today = WEEKDAYS.indexOf(parts['weekday'] ?? '');
    const afterMidnight = end < start && minute < end;
    const inside = end < start ? minute >= start || afterMidnight : minute >= start && minute < end;
    const began = afterMidnight ? (today + 6) % 7 : today;
    return inside && (days === undefined || days.includes(began));
  };
  let known = { minute: Number.NaN, holds: false };
  return (atMs) => {
    const minute = Math.floor(atMs / MINUTE_MS);
    if (minute !== known.minute) known = { minute, holds: holds(atMs) };
    return known.holds;
  };
}
