import { mergeMeasures, type MeasureRow } from './merge-measures';
import type { GroupAnswer } from './read-groups';

/** Answers to one question about two spans that do not overlap, as of both; `members` is that of the one with more. Pure. */
export function mergeAnswers(left: GroupAnswer, right: GroupAnswer): GroupAnswer {
  return {
    total: mergeMeasures(left.total, right.total),
    members: Math.max(left.members, right.members),
    sums: merged([...left.sums, ...right.sums], ({ key }) => key),
    rows: merged([...left.rows, ...right.rows], ({ key, slot, part }) => JSON.stringify([key, slot, part])),
  };
}

function merged<Row extends { row: MeasureRow }>(rows: readonly Row[], nameOf: (row: Row) => string): Row[] {
  const found = new Map<string, Row>();
  for (const one of rows) {
    const same = found.get(nameOf(one));
    found.set(nameOf(one), same === undefined ? one : { ...same, row: mergeMeasures(same.row, one.row) });
  }
  return [...found.values()];
}
