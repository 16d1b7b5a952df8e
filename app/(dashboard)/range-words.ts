import { TZDate } from '@date-fns/tz';
import { format } from 'date-fns';
import type { TimeRange } from '@/lib/analytics/range';
import type { T } from '@/lib/i18n/t';
import { formatDay } from '@/components/format/day';

/** The days of a range, or its hours where it begins or ends within a day: `2026-11-21 14:00 to 16:30`. Pure. */
export function rangeWords(t: T, { byMinute, from, to, zone, firstDay, lastDay }: TimeRange): string {
  const [first, last] = [formatDay(firstDay, t.locale), formatDay(lastDay, t.locale)];
  if (byMinute !== true)
    return first === last ? first : t('{firstDay} to {lastDay}', { firstDay: first, lastDay: last });
  const hour = (at: Date) => format(new TZDate(at, zone), 'HH:mm');
  const end = first === last ? hour(to) : `${last} ${hour(to)}`;
  return t('{firstDay} to {lastDay}', { firstDay: `${first} ${hour(from)}`, lastDay: end });
}
