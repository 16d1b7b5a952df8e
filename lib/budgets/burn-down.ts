import { TZDate } from '@date-fns/tz';
import { addDays, getISODay, startOfDay } from 'date-fns';
import { z } from 'zod';
import { measureOf } from '@/lib/analytics/measures';
import { localDay } from '@/lib/analytics/range';
import { rollupsIn } from '@/lib/analytics/scope';
import { db } from '@/lib/db';
import { forecast, type Forecast } from '@/lib/forecast/forecast';
import { Prisma } from '@/lib/generated/prisma/client';
import { sumUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import type { BudgetStatus } from './list-status';

export interface BurnDown {
  zone: string;
  /** Local days of the window up to today, with what is spent at the end of each. */
  spent: { day: string; usd: string }[];
  /** Local days from today to the end of the window, as the forecast's path. */
  ahead: string[];
  /** Absent: the budget never starts anew, so there is no end to forecast. */
  forecast?: Forecast;
}

const HISTORY_DAYS = 56;
const DAY_MS = 86_400_000;
const dayRows = z.array(z.object({ day: z.string(), usd: z.string() }));

/** Columns of the rollups by kind of scope; users and tags are in none. */
const COLUMNS = {
  team: Prisma.sql`s.team`,
  key: Prisma.sql`s.key_id`,
} as const;

function condition({ kind, value }: BudgetStatus['scope']): Prisma.Sql | undefined {
  switch (kind) {
    case 'workspace':
      return Prisma.sql`true`;
    case 'team':
    case 'key':
      return Prisma.sql`${COLUMNS[kind]} = ${value}`;
    case 'model':
      return Prisma.sql`(s.model = ${value} OR s.requested_model = ${value})`;
    case 'user':
    case 'tag':
      return undefined;
    default:
      return kind satisfies never;
  }
}

/**
 * How a budget is used up over the days of its window, and where that leads, all from rollups in the reporting zone.
 * Undefined for a user or a tag, of which there are no rollups. Throws `forbidden` or `not_found`.
 */
export async function burnDown(
  viewer: Viewer,
  workspaceId: string,
  { scope, startsAt, resetsAt }: Pick<BudgetStatus, 'scope' | 'startsAt' | 'resetsAt'>,
  now: Date,
): Promise<BurnDown | undefined> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const where = condition(scope);
  if (where === undefined) return undefined;
  const zone = workspace.reportingZone;
  const today = startOfDay(new TZDate(now, zone));
  const since = addDays(today, -HISTORY_DAYS);
  const from = startsAt < since && resetsAt !== null ? startsAt : new Date(since.getTime());
  const span = { workspaceId: workspace.id, from, to: new Date(now.getTime() + 1) };
  const rollups = await rollupsIn(viewer, span, ['team', 'key_id', 'model', 'requested_model'], {
    quarters: true,
  });
  const rows = dayRows.parse(
    await db().$queryRaw(Prisma.sql`
      SELECT to_char(s.bucket AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, ${measureOf('costUsd').sql} AS usd
      ${rollups} AND ${where}
      GROUP BY 1 ORDER BY 1`),
  );
  const byDay = new Map(rows.map(({ day, usd }) => [day, usd]));
  const first = rows[0]?.day;
  const windowStart = startsAt < since ? since : new TZDate(startsAt, zone);
  const spent = cumulative(daysBetween(windowStart, now, zone), byDay);
  if (resetsAt === null) return { zone, spent, ahead: [] };
  const past = daysBetween(since, today, zone).filter((day) => first !== undefined && day >= first);
  const history = past.map((day) => ({
    weekday: weekdayOf(day),
    usd: Number(byDay.get(day) ?? '0'),
  }));
  const tomorrow = addDays(today, 1);
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
  for (let at = startOfDay(new TZDate(from, zone)); at < to; at = addDays(at, 1))
    days.push(localDay(at, zone));
  return days;
}

function weekdayOf(day: string): number {
  return getISODay(new TZDate(`${day}T12:00:00Z`, 'UTC'));
}

function cumulative(days: readonly string[], byDay: ReadonlyMap<string, string>): BurnDown['spent'] {
  let total = '0';
  return days.map((day) => {
    total = sumUsd([total, byDay.get(day) ?? '0']);
    return { day, usd: total };
  });
}
