import { TZDate } from '@date-fns/tz';
import { differenceInCalendarDays, startOfDay, subDays } from 'date-fns';
import type { TimeRange } from './range';

/** The span that ends where another begins and is as long: in local days where that starts at midnight, whatever clocks did. */
export function previousSpan({ from, to, zone }: Pick<TimeRange, 'from' | 'to' | 'zone'>): {
  from: Date;
  to: Date;
} {
  const first = new TZDate(from, zone);
  if (startOfDay(first).getTime() !== from.getTime())
    return { from: new Date(2 * from.getTime() - to.getTime()), to: from };
  const days = differenceInCalendarDays(new TZDate(to.getTime() - 1, zone), first) + 1;
  return { from: new Date(subDays(first, days).getTime()), to: from };
}
