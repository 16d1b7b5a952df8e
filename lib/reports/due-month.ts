import { TZDate } from '@date-fns/tz';
import { monthOf } from './month-span';

/** Reports go out on the first day of a month at this hour of the workspace's zone. */
export const HOUR = 8;

/**
 * The month whose report is due: the last one, once its successor's first day has come to eight o'clock. Undefined before
 * that, and for a schedule that was made later. Pure.
 */
export function dueMonth(now: Date, zone: string, since: Date): string | undefined {
  const [year, month] = monthOf(now, zone).split('-').map(Number);
  if (year === undefined || month === undefined) return undefined;
  const dueAt = new TZDate(year, month - 1, 1, HOUR, zone).getTime();
  if (now.getTime() < dueAt || since.getTime() >= dueAt) return undefined;
  return monthOf(now, zone, 1);
}
