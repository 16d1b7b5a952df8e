import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import type { TimeRange } from '@/lib/analytics/range';
import type { T } from '@/lib/i18n/t';

/** The days of a range, or its hours where it begins or ends within a day: `2026-11-21 14:00 to 16:30`. Pure. */
export function rangeWords(t: T, { byMinute, from, to, zone, firstDay, lastDay }: TimeRange): string {
  if (byMinute !== true)
    return firstDay === lastDay ? firstDay : t('{firstDay} to {lastDay}', { firstDay, lastDay });
  const hour = (at: Date) => format(new TZDate(at, zone), 'HH:mm');
  const end = firstDay === lastDay ? hour(to) : `${lastDay} ${hour(to)}`;
  return t('{firstDay} to {lastDay}', { firstDay: `${firstDay} ${hour(from)}`, lastDay: end });
}
