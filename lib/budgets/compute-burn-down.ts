import { TZDate } from '@date-fns/tz';
import { getISODay } from 'date-fns';
import { localDayStart } from '@/lib/analytics/local-day-start';
import { localDay } from '@/lib/analytics/range';
import { forecast, type Forecast } from '@/lib/forecast/forecast';
import { sumUsd } from '@/lib/pricing/money';

export interface BurnDown {
  zone: string;
  /** Local days of the window up to today, with what is spent at the end of each. */
  spent: { day: string; usd: string }[];
  /** Local days from today to the end of the window, as the forecast's path. */
  ahead: string[];
  /** Absent: the budget never starts anew, so there is no end to forecast. */
  forecast?: Forecast;
}

/** So far back whole days tell what is usual. */
export const HISTORY_DAYS = 56;
const DAY_MS = 86_400_000;

export interface BurnDownInput {
  zone: string;
  startsAt: Date;
  resetsAt: Date | null;
  /** Exact spend by local day, in order; a day without any is absent. From the earlier of window and history on. */
  days: readonly { day: string; usd: string }[];
  /** Spent in the window before the first of these days. */
  openingUsd?: string;
  now: Date;
}

/** Spend by the end of each day of a window so far, and the forecast of the rest of it. Pure. */
export function computeBurnDown({
  zone,
  startsAt,
  resetsAt,
  days,
  openingUsd = '0',
  now,
}: BurnDownInput): BurnDown {
  const today = localDayStart(now, zone);
  const since = localDayStart(now, zone, -HISTORY_DAYS);
  const byDay = new Map(days.map(({ day, usd }) => [day, usd]));
  const first = days[0]?.day;
  const windowStart = startsAt < since ? since : startsAt;
  const spent = cumulative(daysBetween(windowStart, now, zone), byDay, openingUsd);
  if (resetsAt === null) return { zone, spent, ahead: [] };
  const past = daysBetween(since, today, zone).filter((day) => first !== undefined && day >= first);
  const history = past.map((day) => ({
    weekday: weekdayOf(day),
    usd: Number(byDay.get(day) ?? '0'),
  }));
  const tomorrow = localDayStart(now, zone, 1);
  const ahead = daysBetween(tomorrow, resetsAt, zone);
  return {
    zone,
    spent,
    ahead: [localDay(now, zone), ...ahead],
    forecast: forecast({
      history,
      spentUsd: Number(spent.at(-1)?.usd ?? '0'),
      today: {
        weekday: weekdayOf(localDay(now, zone)),
        left: Math.min(1, Math.max(0, (tomorrow.getTime() - now.getTime()) / DAY_MS)),
      },
      ahead: ahead.map((day) => weekdayOf(day)),
    }),
  };
}

/** Local days from that of `from`, up to but without one that begins at `to` or later. */
function daysBetween(from: Date, to: Date, zone: string): string[] {
  const days: string[] = [];
  for (let at = localDayStart(from, zone); at < to; at = localDayStart(at, zone, 1))
    days.push(localDay(at, zone));
  return days;
}

function weekdayOf(day: string): number {
  return getISODay(new TZDate(`${day}T12:00:00Z`, 'UTC'));
}

function cumulative(
  days: readonly string[],
  byDay: ReadonlyMap<string, string>,
  openingUsd: string,
): BurnDown['spent'] {
  let total = openingUsd;
  return days.map((day) => {
    total = sumUsd([total, byDay.get(day) ?? '0']);
    return { day, usd: total };
  });
}
