import { TZDate } from '@date-fns/tz';
import { addDays, startOfDay } from 'date-fns';

/**
 * First instant of the local day that lies so many days after (below 0: before) that of an instant. Where clocks go forward at
 * midnight a day begins at 01:00, which no day after it is to take over. Pure.
 */
export function localDayStart(at: Date, zone: string, days = 0): Date {
  const start = startOfDay(new TZDate(at, zone));
  return new Date((days === 0 ? start : startOfDay(addDays(start, days))).getTime());
}
