import { TZDate } from '@date-fns/tz';
import { localDay } from '@/lib/analytics/range';

const MONTH = /^(\d{4})-(0[1-9]|1[0-2])$/;

/** A calendar month of a zone. `to` is exclusive. */
export interface MonthSpan {
  /** `2026-11`. */
  month: string;
  from: Date;
  to: Date;
}

const startOf = (year: number, month: number, zone: string) =>
  new Date(new TZDate(year, month, 1, zone).getTime());

/** Books begin later than that. */
const FIRST_YEAR = 1970;

/** Undefined for what is no month, and for one that has not begun by `now`: a forecast of it would have no end. */
export function monthSpan(month: string, zone: string, now: Date): MonthSpan | undefined {
  const [, year, number] = MONTH.exec(month) ?? [];
  if (year === undefined) return undefined;
  const [y, m] = [Number(year), Number(number) - 1];
  const from = startOf(y, m, zone);
  if (y < FIRST_YEAR || from > now) return undefined;
  return { month, from, to: startOf(y, m + 1, zone) };
}

/** The month before one. */
export function monthBefore({ from }: MonthSpan, zone: string): MonthSpan {
  const local = new TZDate(from, zone);
  const start = startOf(local.getFullYear(), local.getMonth() - 1, zone);
  return { month: monthOf(start, zone), from: start, to: from };
}

/** The month that an instant lies in, so many months earlier. */
export function monthOf(at: Date, zone: string, earlier = 0): string {
  const [year = '', month = ''] = localDay(at, zone).split('-');
  const months = Number(year) * 12 + Number(month) - 1 - earlier;
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`;
}
