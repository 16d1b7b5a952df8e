import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { WorkspaceInfo } from '@/lib/workspaces/list';
import { definitionOf, type Dimension, type DimensionFilters } from './dimensions';
import { groupsSql, type GroupSource, type Shown } from './sql/groups-sql';
import { completeGroups } from './sql/complete-groups';
import { neededColumns, selectMeasures } from './measures';
import { readMeasures, type MeasureRow } from './merge-measures';
import { metricOf, type Metric } from './metrics';
import { planSource, type SourcePlan } from './sql/plan-source';
import { refuseBacklog } from './refuse-backlog';
import { canUseDays, teamColumn } from './scope';
import { amongValues, columnOf, sourceSql } from './sql/source-sql';

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

/** Of everything in a bucket, or of everything with a value of the second dimension. */
export type WholeRow = { row: MeasureRow } & (
  { slot: number; part?: never } | { part: string; slot?: never }
);

export interface GroupAnswer {
  /** Each group over the whole span; in order, “Other” last. */
  sums: { key: string; row: MeasureRow }[];
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
  const [row] = await readRows<Record<string, unknown>[]>(
    Prisma.sql`SELECT ${selectMeasures(measures)} ${totalSource(question)}`,
  );
  return readMeasures(row ?? {}, measures);
}

/** Sums of the groups that are shown, of all others as one, and of everything: by one statement. */
export async function readGroups(question: GroupQuestion): Promise<GroupAnswer> {
  const { metric, groups, buckets, shown } = question;
  const measures = measuresOf([metric]);
  const needs = { ...question, metrics: [metric] };
  if (planOf(needs, groups, { wholeDays: true, wholeSpan: true }).kind === 'pairs')
    await refuseBacklog(question.workspace, question, new Date());
  const sources = {
    ...restOf(needs, groups, buckets.wholeDays),
    total: totalSource(needs),
    rank: groupSource(needs, groups.slice(0, 1), { wholeDays: true, wholeSpan: true }),
    group: groupSource(needs, groups.slice(0, 1), { wholeDays: buckets.wholeDays, wholeSpan: false }),
    part: groups.length > 1 ? groupSource(needs, groups, { wholeDays: true, wholeSpan: true }) : undefined,
  };
  const statement = { metric, measures, shown, sources, starts: buckets.starts };
  const rows = z.array(groupRow).parse(await readRows(groupsSql(statement)));
  const found = rows.map(({ key, part, slot, members, ...row }) => {
    const place = slot !== null ? { slot: slot - 1 } : part !== null ? { part } : undefined;
    return { key, place, members, row: readMeasures(row, measures) };
  });
  const total = found.find(({ key, place }) => key === null && place === undefined);
  const of = (groupsToo: boolean) =>
    found.flatMap(({ key, place, row }) =>
      place === undefined || (key !== null) !== groupsToo ? [] : [{ key: key ?? '', ...place, row }],
    );
  const sums = found.flatMap(({ key, place, row }) =>
    key === null || place !== undefined ? [] : [{ key, row }],
  );
  return {
    total: total?.row ?? {},
    members: total?.members ?? 0,
    sums,
    rows: completeGroups({ sums, rows: of(true), everything: of(false), metric }),
  };
}

/**
 * Of end users, who are many and each of whom counts once, only those that are shown are read; all others together are
 * what is left of everything.
 */
function restOf(needs: TotalQuestion, groups: readonly Dimension[], wholeDays: boolean) {
  const [first, ...second] = groups;
  if (first === undefined) return {};
  const { place, multiple } = definitionOf(first);
  if (!('facet' in place) || multiple === true) return {};
  const bucket = groupSource(needs, [], { wholeDays, wholeSpan: false }).from;
  const suffice = { wholeDays: true, wholeSpan: true };
  return { rest: { bucket, part: second.length > 0 ? groupSource(needs, second, suffice) : undefined } };
}

function scopeOf({ workspace, teams, from, to, metrics }: TotalQuestion) {
  const { id: workspaceId, dayZone, blocksUntil, pairsUntil, pairBlocksUntil } = workspace;
  const span = { workspaceId, dayZone, blocksUntil, pairsUntil, pairBlocksUntil, from, to, teams };
  const columns = teamColumn(teams);
  return {
    span,
    columns,
    partColumns: neededColumns(measuresOf(metrics)),
    wholeDays: canUseDays(workspace, span),
  };
}

function totalSource(question: TotalQuestion): Prisma.Sql {
  const { span, ...needs } = scopeOf(question);
  const dimensions = Object.keys(question.filters) as Dimension[];
  return sourceSql(planSource({ dimensions, ...needs, wholeSpan: true }), span, question.filters, dimensions);
}

interface Sufficient {
  wholeDays: boolean;
  wholeSpan: boolean;
}

const dimensionsOf = ({ filters }: TotalQuestion, groups: readonly Dimension[]) => [
  ...groups,
  ...(Object.keys(filters) as Dimension[]),
];

function planOf(question: TotalQuestion, groups: readonly Dimension[], suffice: Sufficient): SourcePlan {
  const { span: _, wholeDays, ...needs } = scopeOf(question);
  const dimensions = dimensionsOf(question, groups);
  return planSource({ ...needs, ...suffice, dimensions, wholeDays: wholeDays && suffice.wholeDays });
}

function groupSource(
  question: TotalQuestion,
  groups: readonly Dimension[],
  suffice: Sufficient,
): GroupSource {
  const { span } = scopeOf(question);
  const plan = planOf(question, groups, suffice);
  const [first, second] = groups.map((group) => columnOf(group, plan));
  return {
    among: (values) => (groups[0] === undefined ? Prisma.sql`true` : amongValues(groups[0], plan, values)),
    from: sourceSql(plan, span, question.filters, dimensionsOf(question, groups)),
    first: first ?? Prisma.sql`''::text`,
    second: second ?? Prisma.sql`NULL::text`,
  };
}
