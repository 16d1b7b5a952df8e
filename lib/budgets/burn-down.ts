import { TZDate } from '@date-fns/tz';
import { addDays, startOfDay } from 'date-fns';
import { z } from 'zod';
import { selectMeasures } from '@/lib/analytics/measures';
import { rollupsIn } from '@/lib/analytics/scope';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import { compareUsd, subtractUsd, sumUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { computeBurnDown, HISTORY_DAYS, type BurnDown } from './compute-burn-down';
import type { BudgetStatus } from './list-status';

export type { BurnDown } from './compute-burn-down';

const dayRows = z.array(
  z.object({ day: z.string(), costUsd: z.string() }).transform(({ day, costUsd }) => ({ day, usd: costUsd })),
);

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
  { scope, startsAt, resetsAt, spentUsd }: Pick<BudgetStatus, 'scope' | 'startsAt' | 'resetsAt' | 'spentUsd'>,
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
      SELECT to_char(s.bucket AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, ${selectMeasures(['costUsd'])}
      ${rollups} AND ${where}
      GROUP BY 1 ORDER BY 1`),
  );
  // One that never starts anew is shown from where the history begins: what is older is known from its window.
  const known = subtractUsd(spentUsd ?? '0', sumUsd(rows.map(({ usd }) => usd)));
  const openingUsd = resetsAt === null && compareUsd(known, '0') > 0 ? known : '0';
  return computeBurnDown({ zone, startsAt, resetsAt, days: rows, openingUsd, now });
}
