import { MERGED, PAIR_KEY, PAIR_SUMS, PART_NAMES, PARTS, type Part } from './columns';
import type { Facet } from './cubes';
import { FACET_OF, MERGED_ROWS, SLOTS, SUMMED_ROWS } from './from-rows';
import { definitionOfPair, type Pair } from './pairs';

export const PAIR_COLUMNS: readonly string[] = Object.keys({ ...PAIR_KEY, ...PAIR_SUMS, ...MERGED });

const PARTS_OF_ROWS = PART_NAMES.map((part: Part) => {
  const { of, where } = PARTS[part];
  return `coalesce(sum(d.${of}) FILTER (WHERE d.${where.column} ${where.is}), 0)`;
}).join(', ');

const columnsOf = (pair: Pair) => {
  const { value, parent } = definitionOfPair(pair);
  return parent === undefined ? [value] : [value, parent];
};

/**
 * Rows of `rollup_pair` from the books, for pairs of one facet, all of them in one reading. In four pieces: between them stand
 * from when on, until when, and the workspace.
 */
export function pairsFromRows(facet: Facet, pairs: readonly Pair[]): [string, string, string, string] {
  const columns = [...new Set(pairs.flatMap(columnsOf))];
  const grouped = `grouping(${columns.map((column) => `d.${column}`).join(', ')})`;
  /** `grouping` sets the bit of each column that rows were not grouped by, the last column's being 1. */
  const maskOf = (pair: Pair) =>
    columns.reduce((mask, column) => mask * 2 + (columnsOf(pair).includes(column) ? 0 : 1), 0);
  const choose = (value: (pair: Pair) => string) =>
    `CASE ${grouped} ${pairs.map((pair) => `WHEN ${maskOf(pair)} THEN ${value(pair)}`).join(' ')} END`;
  const parentOf = (pair: Pair) => {
    const { parent } = definitionOfPair(pair);
    return parent === undefined ? `''` : `d.${parent}`;
  };
  const sets = pairs.map(
    (pair) =>
      `(${columnsOf(pair)
        .map((column) => `d.${column}`)
        .join(', ')})`,
  );
  return [
    `SELECT d.workspace_id, ${choose((pair) => `'${pair}'`)}, d.bucket, d.facet,
      ${choose((pair) => `d.${definitionOfPair(pair).value}`)}, ${choose(parentOf)},
      ${SUMMED_ROWS}, ${PARTS_OF_ROWS}, ${MERGED_ROWS}
    FROM (
      SELECT b.*, f.facet, date_trunc('day', b.at, w.day_zone) AS bucket, ${SLOTS}
      FROM workspace w CROSS JOIN LATERAL books_delta(w.id, `,
    ', ',
    `) AS b CROSS JOIN ${FACET_OF[facet]} WHERE w.id = `,
    `) AS d GROUP BY d.workspace_id, d.bucket, d.facet, GROUPING SETS (${sets.join(', ')})`,
  ];
}
