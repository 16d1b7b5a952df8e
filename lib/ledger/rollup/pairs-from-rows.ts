import { sumRollups } from './block-table';
import { MERGED, PAIR_KEY, PAIR_SUMS, PART_NAMES, PARTS, type Part } from './columns';
import type { Facet } from './cubes';
import { FACET_OF, MERGED_ROWS, SLOTS, SUMMED_ROWS } from './from-rows';
import { definitionOfPair, type Pair } from './pairs';

export const PAIR_COLUMNS: readonly string[] = Object.keys({ ...PAIR_KEY, ...PAIR_SUMS, ...MERGED });
const SUM_NAMES = Object.keys({ ...PAIR_SUMS, ...MERGED });

const PARTS_OF_ROWS = PART_NAMES.map((part: Part) => {
  const { of, where } = PARTS[part];
  return `coalesce(sum(d.${of}) FILTER (WHERE d.${where.column} ${where.is}), 0)`;
}).join(', ');

/** Column that a facet is of: of tags all that a request has, for far fewer rows are left to take apart later. */
const HOLDER = { user: 'user_facet', tag: 'tags' } as const satisfies Record<Facet, string>;

const columnsOf = (pair: Pair) => {
  const { facet, value, parent } = definitionOfPair(pair);
  return [HOLDER[facet], value, ...(parent === undefined ? [] : [parent])];
};

/** Sums by what each pair is of, of rows that stand between the two pieces. */
function sumsOfRows(pairs: readonly Pair[]): [string, string] {
  const columns = [...new Set(pairs.flatMap(columnsOf))];
  const listed = (some: readonly string[]) => some.map((column) => `d.${column}`).join(', ');
  /** `grouping` sets the bit of each column that rows were not grouped by, the last column's being 1. */
  const maskOf = (pair: Pair) =>
    columns.reduce((mask, column) => mask * 2 + (columnsOf(pair).includes(column) ? 0 : 1), 0);
  const choose = (value: (pair: Pair) => string) =>
    `CASE grouping(${listed(columns)}) ${pairs.map((pair) => `WHEN ${maskOf(pair)} THEN ${value(pair)}`).join(' ')} END`;
  const parentOf = (pair: Pair) => {
    const { parent } = definitionOfPair(pair);
    return parent === undefined ? `''` : `d.${parent}`;
  };
  const holder = (facet: Facet) => {
    const isThere = pairs.some((pair) => definitionOfPair(pair).facet === facet);
    return isThere ? `d.${HOLDER[facet]}` : 'NULL';
  };
  return [
    `SELECT ${choose((pair) => `'${pair}'`)}, d.bucket, ${holder('user')}, ${holder('tag')},
      ${choose((pair) => `d.${definitionOfPair(pair).value}`)}, ${choose(parentOf)},
      ${SUMMED_ROWS}, ${PARTS_OF_ROWS}, ${MERGED_ROWS}
    FROM (`,
    `) AS d
    GROUP BY d.bucket, GROUPING SETS (${pairs.map((pair) => `(${listed(columnsOf(pair))})`).join(', ')})`,
  ];
}

/** From those sums `b` to rows of a facet. */
const ROWS_OF: Record<Facet, string> = {
  user: `SELECT b.pair, b.bucket, b.user_facet, b.value, b.parent, ${SUM_NAMES.join(', ')}
    FROM sums AS b WHERE b.tags IS NULL`,
  tag: `SELECT s.pair, s.bucket, s.facet, s.value, s.parent, ${sumRollups(PAIR_SUMS)}
    FROM (SELECT b.*, f.facet FROM sums AS b CROSS JOIN ${FACET_OF.tag} WHERE b.tags IS NOT NULL) AS s
    GROUP BY 1, 2, 3, 4, 5`,
};

/**
 * Rows of `rollup_pair` from the books, all pairs in one reading. In four pieces, which are followed by from when on, until when,
 * a condition on the rows `b` of the books, and the workspace.
 */
export function pairsFromRows(pairs: readonly Pair[]): [string, string, string, string] {
  const facets = [...new Set(pairs.map((pair) => definitionOfPair(pair).facet))];
  const [before, after] = sumsOfRows(pairs);
  return [
    `SELECT w.id, p.* FROM workspace w CROSS JOIN LATERAL (
      WITH sums(pair, bucket, user_facet, tags, value, parent, ${SUM_NAMES.join(', ')}) AS (
        ${before} SELECT b.*, f.facet AS user_facet, date_trunc('day', b.at, w.day_zone) AS bucket, ${SLOTS}
        FROM books_delta(w.id, `,
    ', ',
    `) AS b CROSS JOIN ${FACET_OF.user} WHERE `,
    `${after}) ${facets.map((facet) => ROWS_OF[facet]).join(' UNION ALL ')}) AS p WHERE w.id = `,
  ];
}
