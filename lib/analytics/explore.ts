import { teamsSeen } from '@/lib/access/reach';
import { subtractUsd, sumUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { definitionOf } from './dimensions';
import { filtersOf, groupsOf, type ExploreQuery } from './explore-query';
import { bucketsOf, isWholeDayUnit, type BucketUnit } from './granularity';
import { mergeMeasures, type MeasureRow } from './merge-measures';
import { metricOf } from './metrics';
import { rankGroups } from './rank-groups';
import type { TimeRange } from './range';
import { readGroups, type GroupAnswer } from './read-groups';

/** The group of all that is not shown apart. No value of a dimension has this name: values have no control characters. */
export const OTHER = '\u0001other';

export interface ExploreGroup {
  key: string;
  /** How many values stand behind it: 1, or more for “Other”. */
  members: number;
  /** Decimal text; undefined where there is nothing to compute it from. */
  value: string | undefined;
  previous: string | undefined;
  /** Within it, dearest first, when there is a second dimension. */
  parts: { key: string; value: string | undefined }[];
}

export interface ExplorePoint {
  start: Date;
  end: Date;
  /** By key of the group. */
  values: Record<string, string | undefined>;
  previous: string | undefined;
}

export interface Explored {
  groups: ExploreGroup[];
  total: string | undefined;
  previousTotal: string | undefined;
  /** Values of the first dimension in the span. */
  members: number;
  points: ExplorePoint[];
  unit: BucketUnit;
  zone: string;
  unfinished: boolean;
  /** How the groups relate to the total: `equal`, by how much they differ, or why they need not add up. */
  check: { kind: 'equal' } | { kind: 'differs'; by: string } | { kind: 'overlap' } | { kind: 'no_sum' };
}

/** A metric by up to two dimensions and over time. Throws `forbidden` or `not_found`. */
export async function explore(
  viewer: Viewer,
  range: TimeRange & { workspaceId: string },
  query: ExploreQuery,
  now: Date,
): Promise<Explored> {
  const workspace = await openWorkspace(viewer, range.workspaceId);
  const { unit, edges } = bucketsOf(range);
  const starts = edges.slice(0, -1);
  const metric = metricOf(query.metric);
  const question = {
    workspace,
    teams: teamsSeen(viewer, workspace.id),
    groups: groupsOf(query),
    filters: filtersOf(query),
    measures: metric.measures,
  };
  const buckets = { starts, wholeDays: isWholeDayUnit(unit) };
  const [answer, before] = await Promise.all([
    readGroups({ ...question, from: range.from, to: range.to, buckets }),
    query.compare === 'previous' ? readPrevious(question, range, edges, buckets.wholeDays) : undefined,
  ]);
  const ranked = rankGroups(answer, query, OTHER);
  const previous = before === undefined ? undefined : rankGroups(before, query, OTHER);
  const valueOf = (row: MeasureRow | undefined) =>
    row === undefined ? emptyValue(query) : metric.value(row);
  const shown = new Set(ranked.groups.map(({ key }) => key));
  const groups = ranked.groups.map(({ key, members, row, parts }) => ({
    key,
    members,
    value: metric.value(row),
    previous: previous === undefined ? undefined : valueOf(earlierRow(previous.all, key, shown)),
    parts: parts.map((part) => ({ key: part.key, value: metric.value(part.row) })),
  }));
  return {
    groups,
    members: ranked.members,
    total: metric.value(answer.total),
    previousTotal: before === undefined ? undefined : metric.value(before.total),
    points: starts.map((start, slot) => ({
      start,
      end: edges[slot + 1] ?? range.to,
      values: Object.fromEntries(groups.map(({ key }) => [key, valueOf(ranked.cells.get(key)?.get(slot))])),
      previous: before === undefined ? undefined : valueOf(slotTotal(before, slot)),
    })),
    unit,
    zone: range.zone,
    unfinished: range.to > now,
    check: checkSum(
      query,
      answer,
      ranked.groups.map(({ row }) => row),
    ),
  };
}

/** Of a group in the span before; “Other” is all that is not shown apart now, whatever it was then. */
function earlierRow(
  all: ReadonlyMap<string, MeasureRow>,
  key: string,
  shown: ReadonlySet<string>,
): MeasureRow | undefined {
  if (key !== OTHER) return all.get(key);
  const rest = [...all].filter(([name]) => !shown.has(name)).map(([, row]) => row);
  return rest.length === 0 ? undefined : rest.reduce(mergeMeasures);
}

/** Sums of nothing are 0; ratios and percentiles of nothing do not exist. */
function emptyValue(query: ExploreQuery): string | undefined {
  return metricOf(query.metric).kind === 'sum' ? '0' : undefined;
}

/** The same question of the span of equal length that ends where this one begins, its buckets shifted alike. */
function readPrevious(
  question: Omit<Parameters<typeof readGroups>[0], 'from' | 'to' | 'buckets'>,
  range: TimeRange,
  edges: Date[],
  wholeDays: boolean,
): Promise<GroupAnswer> {
  const lengthMs = range.to.getTime() - range.from.getTime();
  const earlier = (at: Date) => new Date(at.getTime() - lengthMs);
  const starts = edges.slice(0, -1).map(earlier);
  return readGroups({
    ...question,
    from: earlier(range.from),
    to: range.from,
    buckets: { starts, wholeDays: wholeDays && isExactDays(lengthMs) },
  });
}

const isExactDays = (lengthMs: number) => lengthMs % 86_400_000 === 0;

function slotTotal(answer: GroupAnswer, slot: number): MeasureRow | undefined {
  const rows = answer.rows.filter((one) => one.slot === slot).map(({ row }) => row);
  return rows.length === 0 ? undefined : rows.reduce(mergeMeasures);
}

function checkSum(query: ExploreQuery, answer: GroupAnswer, rows: readonly MeasureRow[]): Explored['check'] {
  const metric = metricOf(query.metric);
  if (metric.kind !== 'sum') return { kind: 'no_sum' };
  if (query.by !== 'nothing' && definitionOf(query.by).multiple === true) return { kind: 'overlap' };
  const added = sumUsd(rows.map((row) => metric.value(row) ?? '0'));
  const by = subtractUsd(metric.value(answer.total) ?? '0', added);
  return by === '0' ? { kind: 'equal' } : { kind: 'differs', by };
}
