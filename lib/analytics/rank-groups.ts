import type { ExploreQuery } from './explore-query';
import { mergeMeasures, type MeasureRow } from './merge-measures';
import { metricOf } from './metrics';
import type { GroupAnswer, GroupRow } from './read-groups';

export interface RankedGroup {
  key: string;
  members: number;
  row: MeasureRow;
  parts: { key: string; row: MeasureRow }[];
}

export interface Ranked {
  /** In order; the last one may be “Other”. */
  groups: RankedGroup[];
  /** Every group by its key, shown apart or not. */
  all: Map<string, MeasureRow>;
  members: number;
  /** Measures by group that is shown, then by bucket. */
  cells: Map<string, Map<number, MeasureRow>>;
}

/** The first groups in order, and all others merged into one called `other`: measures are added, then metrics computed. */
export function rankGroups(
  answer: GroupAnswer,
  { metric, rank, limit }: Pick<ExploreQuery, 'metric' | 'rank' | 'limit'>,
  other: string,
): Ranked {
  const whole = answer.rows.filter(({ keys, slot }) => keys.length === 1 && slot === undefined);
  const ordered = [...whole].sort(orderBy(metric, rank));
  const shown = ordered.slice(0, limit);
  const rest = ordered.slice(limit);
  const names = new Set(shown.map(keyOf));
  const shownAs = (row: GroupRow) => (names.has(keyOf(row)) ? keyOf(row) : other);
  const groups = shown.map((one) => group(keyOf(one), [one]));
  if (rest.length > 0) groups.push(group(other, rest));
  const parts = answer.rows.filter(({ keys }) => keys.length === 2);
  for (const one of groups) {
    const own = mergeBy(
      parts.filter((part) => shownAs(part) === one.key),
      ({ keys }) => keys[1] ?? '',
    );
    one.parts = [...own].map(([key, row]) => ({ key, row })).sort(partOrder(metric));
  }
  const cells = new Map<string, Map<number, MeasureRow>>();
  for (const { key } of groups) {
    const series = answer.rows.filter((one) => one.slot !== undefined && shownAs(one) === key);
    cells.set(
      key,
      mergeBy(series, ({ slot }) => slot ?? -1),
    );
  }
  return { groups, members: whole.length, cells, all: mergeBy(whole, keyOf) };
}

const keyOf = ({ keys }: GroupRow) => keys[0] ?? '';

function group(key: string, rows: readonly GroupRow[]): RankedGroup {
  return { key, members: rows.length, row: rows.map(({ row }) => row).reduce(mergeMeasures), parts: [] };
}

function mergeBy<K>(rows: readonly GroupRow[], keyOf: (row: GroupRow) => K): Map<K, MeasureRow> {
  const merged = new Map<K, MeasureRow>();
  for (const one of rows) {
    const present = merged.get(keyOf(one));
    merged.set(keyOf(one), present === undefined ? one.row : mergeMeasures(present, one.row));
  }
  return merged;
}

/** By value as a number: an order on the screen, never a sum. What has no value comes last. */
function orderBy(metric: ExploreQuery['metric'], rank: ExploreQuery['rank']) {
  const { value } = metricOf(metric);
  const number = ({ row }: { row: MeasureRow }) => Number(value(row) ?? Number.NaN);
  const byName = (a: GroupRow, b: GroupRow) => (keyOf(a) < keyOf(b) ? -1 : 1);
  return (a: GroupRow, b: GroupRow) => {
    if (rank === 'name') return byName(a, b);
    const [left, right] = [number(a), number(b)];
    if (Number.isNaN(left) !== Number.isNaN(right)) return Number.isNaN(left) ? 1 : -1;
    const difference = rank === 'most' ? right - left : left - right;
    return difference || byName(a, b);
  };
}

function partOrder(metric: ExploreQuery['metric']) {
  const { value } = metricOf(metric);
  return (a: { key: string; row: MeasureRow }, b: { key: string; row: MeasureRow }) =>
    Number(value(b.row) ?? 0) - Number(value(a.row) ?? 0) || (a.key < b.key ? -1 : 1);
}
