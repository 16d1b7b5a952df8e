import { z } from 'zod';
import { db } from '@/lib/db';
import { Prisma } from '@/lib/generated/prisma/client';
import type { WorkspaceInfo } from '@/lib/workspaces/list';
import type { Dimension, DimensionFilters } from './dimensions';
import { groupsSql, type GroupSource, type Shown } from './groups-sql';
import { neededColumns, selectMeasures } from './measures';
import { readMeasures, type MeasureRow } from './merge-measures';
import { metricOf, type Metric } from './metrics';
import { planSource } from './plan-source';
import { canUseDays, teamColumn } from './scope';
import { columnOf, sourceSql } from './source-sql';

export interface TotalQuestion {
  workspace: WorkspaceInfo;
  /** Teams whose traffic the viewer sees; absent: all. */
  teams: readonly string[] | undefined;
  from: Date;
  to: Date;
  filters: DimensionFilters;
  metrics: readonly Metric[];
}

export interface GroupQuestion extends Omit<TotalQuestion, 'metrics'> {
  metric: Metric;
  /** At most two. */
  groups: readonly Dimension[];
  shown: Shown;
  /** Starts of buckets, with whether each is made of whole days; absent: no series. */
  buckets: { starts: readonly Date[]; wholeDays: boolean };
}

/** Of a group and bucket, or a group and subgroup. `OTHER` stands for all that are not shown apart. */
export type GroupRow = { key: string; row: MeasureRow } & (
  { slot: number; part?: never } | { part: string; slot?: never }
);

export interface GroupAnswer {
  /** In order, “Other” last. */
  rows: GroupRow[];
  /** How many values the first dimension has. */
  members: number;
  /** Summed apart from the groups, from the narrowest source; in the same snapshot. */
  total: MeasureRow;
}

const groupRow = z.looseObject({
  key: z.string().nullable(),
  part: z.string().nullable(),
  slot: z.number().int().nullable(),
  members: z.number().int(),
});

const measuresOf = (metrics: readonly Metric[]) => [
  ...new Set(metrics.flatMap((metric) => metricOf(metric).measures)),
];

/** Sums of everything that the filters let through. */
export async function readTotal(question: TotalQuestion): Promise<MeasureRow> {
  const measures = measuresOf(question.metrics);
  const [row] = await db().$queryRaw<Record<string, unknown>[]>(
    Prisma.sql`SELECT ${selectMeasures(measures)} ${totalSource(question)}`,
  );
  return readMeasures(row ?? {}, measures);
}

/** Sums of the groups that are shown, of all others as one, and of everything: by one statement. */
export async function readGroups(question: GroupQuestion): Promise<GroupAnswer> {
  const { metric, groups, buckets, shown } = question;
  const measures = measuresOf([metric]);
  const needs = { ...question, metrics: [metric] };
  const sources = {
    total: totalSource(needs),
    group: groupSource(needs, groups.slice(0, 1), buckets.wholeDays),
    part: groups.length > 1 ? groupSource(needs, groups, true) : undefined,
  };
  const statement = { metric, measures, shown, sources, starts: buckets.starts };
  const rows = z.array(groupRow).parse(await db().$queryRaw(groupsSql(statement)));
  const total = rows.find(({ key }) => key === null);
  return {
    total: total === undefined ? {} : readMeasures(total, measures),
    members: total?.members ?? 0,
    rows: rows.flatMap(({ key, part, slot, ...row }) => {
      if (key === null) return [];
      const place = slot === null ? { part: part ?? '' } : { slot: slot - 1 };
      return { key, ...place, row: readMeasures(row, measures) };
    }),
  };
}

function scopeOf({ workspace, teams, from, to, metrics }: TotalQuestion) {
  const span = { workspaceId: workspace.id, dayZone: workspace.dayZone, from, to, teams };
  const columns = [...neededColumns(measuresOf(metrics)), ...teamColumn(teams)];
  return { span, columns, wholeDays: canUseDays(workspace, span) };
}

function totalSource(question: TotalQuestion): Prisma.Sql {
  const { span, ...needs } = scopeOf(question);
  const dimensions = Object.keys(question.filters) as Dimension[];
  return sourceSql(planSource({ dimensions, ...needs }), span, question.filters, dimensions);
}

function groupSource(
  question: TotalQuestion,
  groups: readonly Dimension[],
  wholeDaysSuffice: boolean,
): GroupSource {
  const { span, columns, wholeDays } = scopeOf(question);
  const dimensions = [...groups, ...(Object.keys(question.filters) as Dimension[])];
  const plan = planSource({ dimensions, columns, wholeDays: wholeDays && wholeDaysSuffice });
  const [first, second] = groups.map((group) => columnOf(group, plan));
  return {
    from: sourceSql(plan, span, question.filters, dimensions),
    first: first ?? Prisma.sql`''::text`,
    second: second ?? Prisma.sql`NULL::text`,
  };
}
