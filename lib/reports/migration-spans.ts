import { TZDate } from '@date-fns/tz';
import { localDay } from '@/lib/analytics/range';
import type { TwoSpans } from './movers-between';

export const MAX_DAYS = 90;
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/;

/**
 * As many whole days before a day as from it on, at most `days` and no more than have begun. Undefined for what is no day, or
 * has not begun. Pure.
 */
export function migrationSpans(
  on: string,
  days: number,
  zone: string,
  now: Date,
): (TwoSpans & { days: number }) | undefined {
  const [, year, month, day] = (DAY.exec(on) ?? []).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  const startOf = (offset: number) => new Date(new TZDate(year, month - 1, day + offset, zone).getTime());
  const middle = startOf(0);
  // A 31st of a month that has none would be another day.
  if (localDay(middle, zone) !== on || middle > now) return undefined;
  let length = 1;
  while (length < days && startOf(length) <= now) length += 1;
  return {
    before: { from: startOf(-length), to: middle },
    after: { from: middle, to: startOf(length) },
    days: length,
  };
}
