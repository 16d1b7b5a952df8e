import { z } from 'zod';
import { localDayStart } from '@/lib/analytics/local-day-start';
import { selectMeasures } from '@/lib/analytics/measures';
import { facetIn, rollupsIn, type Scope } from '@/lib/analytics/scope';
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

/** Spend of what a budget counts, `FROM … WHERE …` over the narrowest rollups that know it. */
async function spendOf(
  viewer: Viewer,
  span: Scope,
  { kind, value }: BudgetStatus['scope'],
): Promise<Prisma.Sql> {
  switch (kind) {
    case 'user':
    case 'tag':
      return facetIn(viewer, span, kind, value);
    case 'workspace':
      return rollupsIn(viewer, span, [], { quarters: true });
    case 'team':
    case 'key': {
      const column = kind === 'team' ? 'team' : 'key_id';
      const rollups = await rollupsIn(viewer, span, [column], { quarters: true });
      return Prisma.sql`${rollups} AND ${Prisma.raw(`s.${column}`)} = ${value}`;
    }
    case 'model': {
      const rollups = await rollupsIn(viewer, span, ['model', 'requested_model'], { quarters: true });
      return Prisma.sql`${rollups} AND (s.model = ${value} OR s.requested_model = ${value})`;
    }
    default:
      return kind satisfies never;
  }
}

/**
 * How a budget is used up over the days of its window, and where that leads, all from rollups in the reporting zone.
 * Throws `forbidden` or `not_found`.
 */
export async function burnDown(
  viewer: Viewer,
  workspaceId: string,
  { scope, startsAt, resetsAt, spentUsd }: Pick<BudgetStatus, 'scope' | 'startsAt' | 'resetsAt' | 'spentUsd'>,
  now: Date,
): Promise<BurnDown> {
  const workspace = await openWorkspace(viewer, workspaceId);
  const zone = workspace.reportingZone;
  const since = localDayStart(now, zone, -HISTORY_DAYS);
  const from = startsAt < since && resetsAt !== null ? startsAt : since;
  const span = { workspaceId: workspace.id, from, to: localDayStart(now, zone, 1) };
  const rollups = await spendOf(viewer, span, scope);
  const rows = dayRows.parse(
    await db().$queryRaw(Prisma.sql`
      SELECT to_char(s.bucket AT TIME ZONE ${zone}, 'YYYY-MM-DD') AS day, ${selectMeasures(['costUsd'])}
      ${rollups}
      GROUP BY 1 ORDER BY 1`),
  );
  // One that never starts anew is shown from where the history begins: what is older is known from its window.
  const known = subtractUsd(spentUsd ?? '0', sumUsd(rows.map(({ usd }) => usd)));
  const openingUsd = resetsAt === null && compareUsd(known, '0') > 0 ? known : '0';
  return computeBurnDown({ zone, startsAt, resetsAt, days: rows, openingUsd, now });
}
