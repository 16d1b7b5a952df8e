import { z } from 'zod';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { WorkspaceInfo } from '@/lib/workspaces/list';
import type { Dimension, DimensionFilters } from './dimensions';
import { neededColumns, selectMeasures, type Measure } from './measures';
import { readMeasures, type MeasureRow } from './merge-measures';
import { planSource, type SourcePlan } from './plan-source';
import { canUseDays, teamColumn } from './scope';
import { columnOf, sourceSql } from './source-sql';

export interface GroupQuestion {
  workspace: WorkspaceInfo;
  /** Teams whose traffic the viewer sees; absent: all. */
  teams: readonly string[] | undefined;
  from: Date;
  to: Date;
  /** At most two. */
  groups: readonly Dimension[];
  filters: DimensionFilters;
  measures: readonly Measure[];
  /** Starts of buckets, with whether each is made of whole days; absent: no series. */
  buckets?: { starts: readonly Date[]; wholeDays: boolean };
}

/** `keys`: values of the groups in their order, fewer for a coarser sum. `slot`: index of the bucket. */
export interface GroupRow {
  keys: string[];
  slot?: number;
  row: MeasureRow;
}

export interface GroupAnswer {
  /** Each group, each group and bucket, each group and subgroup. */
  rows: GroupRow[];
  /** Summed apart from the groups, from the narrowest source; in the same snapshot. */
  total: MeasureRow;
  source: SourcePlan['kind'];
}

const shape = z.object({
  first: z.string().nullable(),
  second: z.string().nullable(),
  slot: z.number().int().nullable(),
  level: z.number().int(),
});

/** Sums of groups and their total, by one statement. */
export async function readGroups(question: GroupQuestion): Promise<GroupAnswer> {
  const { workspace, groups, filters, measures, buckets } = question;
  const { teams } = question;
  const { id: workspaceId, dayZone } = workspace;
  const span = { workspaceId, dayZone, from: question.from, to: question.to, teams };
  const wholeDays = canUseDays(workspace, span);
  const columns = [...neededColumns(measures), ...teamColumn(teams)];
  const filtered = Object.keys(filters) as Dimension[];
  const plan = planSource({
    dimensions: [...groups, ...filtered],
    columns,
    wholeDays: wholeDays && buckets?.wholeDays !== false,
  });
  const totalPlan = planSource({ dimensions: filtered, columns, wholeDays });
  const selected = selectMeasures(measures);
  const found = await db().$queryRaw(Prisma.sql`
    SELECT NULL::text AS first, NULL::text AS second, NULL::int AS slot, -1 AS level, ${selected}
    ${sourceSql(totalPlan, span, filters, filtered)}
    UNION ALL
    SELECT g.* FROM (SELECT ${groupSelect(plan, groups, buckets?.starts)}, ${selected}
    ${sourceSql(plan, span, filters, [...groups, ...filtered])} GROUP BY GROUPING SETS (${groupingSets(groups.length, buckets !== undefined)})) AS g`);
  const parsed = z.array(z.looseObject(shape.shape)).parse(found);
  const total = parsed.find((row) => row.level === -1);
  return {
    source: plan.kind,
    total: total === undefined ? {} : readMeasures(total, measures),
    rows: parsed
      .filter((row) => row.level >= 0)
      .map((row) => ({
        keys: [row.first, row.second].filter((key) => key !== null),
        ...(row.slot === null ? {} : { slot: row.slot - 1 }),
        row: readMeasures(row, measures),
      })),
  };
}

function groupSelect(
  plan: SourcePlan,
  groups: readonly Dimension[],
  starts: readonly Date[] | undefined,
): Prisma.Sql {
  const [first, second] = groups.map((group) => columnOf(group, plan));
  const slot =
    starts === undefined
      ? Prisma.sql`NULL::int`
      : Prisma.sql`width_bucket(s.bucket, (SELECT ${starts.map((start) => start.toISOString())}::text[]::timestamptz[]))`;
  return Prisma.sql`${first ?? Prisma.sql`''::text`} AS first, ${second ?? Prisma.sql`NULL::text`} AS second, ${slot} AS slot, 0 AS level`;
}

/** By position: `first`, then with `second`, then with `slot`. */
function groupingSets(groups: number, hasSlots: boolean): Prisma.Sql {
  const sets = ['(1)', ...(groups > 1 ? ['(1, 2)'] : []), ...(hasSlots ? ['(1, 3)'] : [])];
  return Prisma.raw(sets.join(', '));
}
