import { MAX_PARTS } from './groups-sql';
import { isEmpty, mergeMeasures, subtractMeasures, type MeasureRow } from '../merge-measures';
import { metricOf, type Metric } from '../metrics';
import { OTHER } from '../other';
import type { GroupRow, WholeRow } from '../read-groups';

interface Incomplete {
  sums: readonly { key: string }[];
  /** Of the groups that are shown. */
  rows: readonly GroupRow[];
  /** Empty: the rows have “Other” already, and no more than `MAX_PARTS` within a group. */
  everything: readonly WholeRow[];
  metric: Metric;
}

/** Adds “Other”, which is what is left of everything, to the rows of the groups that are shown. */
export function completeGroups({ sums, rows, everything, metric }: Incomplete): GroupRow[] {
  if (everything.length === 0) return [...rows];
  const isRest = sums.some(({ key }) => key === OTHER);
  const found = isRest ? [...rows, ...left(rows, everything)] : rows;
  const parts = sums.flatMap(({ key }) => firstParts(key, found, metric));
  return [...found.filter(({ slot }) => slot !== undefined), ...parts];
}

function left(rows: readonly GroupRow[], everything: readonly WholeRow[]): GroupRow[] {
  const place = ({ slot, part }: GroupRow | WholeRow) => `${slot ?? ''} ${part ?? ''}`;
  const shown = new Map<string, MeasureRow>();
  for (const one of rows) shown.set(place(one), mergeMeasures(shown.get(place(one)) ?? {}, one.row));
  return everything
    .map((whole) => ({
      ...whole,
      key: OTHER,
      row: subtractMeasures(whole.row, shown.get(place(whole)) ?? {}),
    }))
    .filter(({ row }) => !isEmpty(row));
}

/** Subgroups of a group, dearest first; those beyond the first ones as one. */
function firstParts(key: string, rows: readonly GroupRow[], metric: Metric): GroupRow[] {
  const parts = rows.flatMap(({ key: of, part, row }) =>
    of === key && part !== undefined ? [{ key, part, row }] : [],
  );
  const value = ({ row }: { row: MeasureRow }) => Number(metricOf(metric).value(row) ?? -Infinity);
  parts.sort((a, b) => value(b) - value(a) || (a.part < b.part ? -1 : 1));
  const others = parts.slice(MAX_PARTS).map(({ row }) => row);
  if (others.length === 0) return parts;
  return [...parts.slice(0, MAX_PARTS), { key, part: OTHER, row: others.reduce(mergeMeasures) }];
}
