import { teamsSeen } from '@/lib/access/reach';
import { subtractUsd, sumUsd } from '@/lib/pricing/money';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { dataBeginsIn } from './data-begins';
import { definitionOf } from './dimensions';
import { filtersOf, groupsOf, type ExploreQuery } from './explore-query';
import { bucketsOf, isWholeDayUnit, type BucketUnit } from './granularity';
import { mergeAnswers } from './merge-answers';
import { mergeMeasures, type MeasureRow } from './merge-measures';
import { metricOf } from './metrics';
import { OTHER } from './other';
import { daysAndRest, previousSpan, type Before } from './previous-span';
import type { TimeRange } from './range';
import { readGroups, type GroupAnswer, type GroupQuestion } from './read-groups';

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
  /** First local day with data, where that lies within the period before: then nothing is said of a change. */
  since: string | undefined;
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
  const question: GroupQuestion = {
    workspace,
    teams: teamsSeen(viewer, workspace.id),
    from: range.from,
    to: range.to,
    groups: groupsOf(query),
    filters: filtersOf(query),
    metric: query.metric,
    shown: query,
    buckets: { starts, wholeDays: isWholeDayUnit(unit) },
  };
  const answer = await readGroups(question);
  const keys = answer.sums.map(({ key }) => key);
  const earlier = query.compare === 'previous' ? previousSpan(range) : undefined;
  const [before, since] = await Promise.all([
    earlier && readPrevious(question, earlier, keys),
    earlier && dataBeginsIn(viewer, workspace.id, earlier),
  ]);
  const metric = metricOf(query.metric);
  const valueOf = (row: MeasureRow | undefined) =>
    row === undefined ? emptyValue(query) : metric.value(row);
  const whole = sumByKey(answer);
  const then = before === undefined ? undefined : sumByKey(before);
  const cells = new Map(answer.rows.map(({ key, slot, row }) => [`${slot ?? ''} ${key}`, row]));
  return {
    groups: keys.map((key) => ({
      key,
      members: key === OTHER ? answer.members - keys.length + 1 : 1,
      value: valueOf(whole.get(key)),
      previous: then === undefined ? undefined : valueOf(then.get(key)),
      parts: answer.rows.flatMap((one) =>
        one.key === key && one.part !== undefined ? { key: one.part, value: metric.value(one.row) } : [],
      ),
    })),
    members: answer.members,
    total: metric.value(answer.total),
    previousTotal: before === undefined ? undefined : metric.value(before.total),
    points: starts.map((start, slot) => ({
      start,
      end: edges[slot + 1] ?? range.to,
      values: Object.fromEntries(keys.map((key) => [key, valueOf(cells.get(`${slot} ${key}`))])),
      previous: before === undefined ? undefined : valueOf(slotTotal(before, slot)),
    })),
    unit,
    zone: range.zone,
    unfinished: range.to > now,
    since,
    check: checkSum(query, answer.total, [...whole.values()]),
  };
}

/** Each group over the whole span. */
const sumByKey = ({ sums }: GroupAnswer) => new Map(sums.map(({ key, row }) => [key, row]));

/** Sums of nothing are 0; ratios and percentiles of nothing do not exist. */
function emptyValue(query: ExploreQuery): string | undefined {
  return metricOf(query.metric).kind === 'sum' ? '0' : undefined;
}

/**
 * The same groups in the period before, its buckets shifted alike. “Other” is all that is not shown apart now, whatever it
 * was then.
 */
async function readPrevious(
  question: GroupQuestion,
  { from, to, shift }: Before,
  keys: readonly string[],
): Promise<GroupAnswer> {
  const { workspace, groups, buckets } = question;
  const shared = {
    ...question,
    groups: groups.slice(0, 1),
    shown: { keys: keys.filter((key) => key !== OTHER) },
    buckets: { starts: buckets.starts.map(shift), wholeDays: buckets.wholeDays },
  };
  const spans = daysAndRest({ from, to, zone: workspace.reportingZone });
  return (await Promise.all(spans.map((span) => readGroups({ ...shared, ...span })))).reduce(mergeAnswers);
}

function slotTotal(answer: GroupAnswer, slot: number): MeasureRow | undefined {
  const rows = answer.rows.filter((one) => one.slot === slot).map(({ row }) => row);
  return rows.length === 0 ? undefined : rows.reduce(mergeMeasures);
}

function checkSum(query: ExploreQuery, total: MeasureRow, rows: readonly MeasureRow[]): Explored['check'] {
  const metric = metricOf(query.metric);
  if (metric.kind !== 'sum') return { kind: 'no_sum' };
  if (query.by !== 'nothing' && definitionOf(query.by).multiple === true) return { kind: 'overlap' };
  const added = sumUsd(rows.map((row) => metric.value(row) ?? '0'));
  const by = subtractUsd(metric.value(total) ?? '0', added);
  return by === '0' ? { kind: 'equal' } : { kind: 'differs', by };
}
