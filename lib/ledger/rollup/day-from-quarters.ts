import { DAY_KEY, DIMENSIONS, SUMS, ADDITIONS, MERGED } from './columns';
import { BASE_CUBES } from './cubes';
import { sumHistogram } from './histogram-sql';

const ALL = { ...DAY_KEY, ...SUMS, ...MERGED };
export const DAY_COLUMNS = Object.keys(ALL).join(', ');
export const DAY_KEY_COLUMNS = Object.keys(DAY_KEY).join(', ');

const baseCubes = Object.keys(BASE_CUBES)
  .map((cube) => `('${cube}')`)
  .join(', ');

/** A dimension in the cubes that keep it, else ''. Rows of facet cubes come masked already. */
function masked(dimension: (typeof DIMENSIONS)[number]): string {
  const keeping = Object.entries(BASE_CUBES)
    .filter(([, kept]) => kept.some((one) => one === dimension))
    .map(([cube]) => `'${cube}'`);
  return `CASE WHEN s.cube <> '' OR c.cube IN (${keeping.join(', ')}) THEN s.${dimension} ELSE '' END`;
}

/**
 * Statement that adds rows of quarter hours to `rollup_day`. `source` gives the columns of `rollup_15m` with `cube` and
 * `facet`, both '' for a row that goes to each base cube. Rows come in the order of their keys, so that two that add at
 * once can't deadlock.
 */
export function addToDays(source: string): string {
  return `
  INSERT INTO rollup_day AS old (${DAY_COLUMNS})
  SELECT s.workspace_id, coalesce(c.cube, s.cube) AS cube,
    date_trunc('day', s.bucket, coalesce(w.day_zone, 'UTC')) AS bucket,
    ${DIMENSIONS.map(masked).join(', ')}, s.facet,
    ${Object.keys(SUMS)
      .map((column) => `sum(s.${column})`)
      .join(', ')},
    coalesce(meters_sum(s.other_meters) FILTER (WHERE s.other_meters <> '{}'), '{}'),
    ${sumHistogram('s.latency_hist')}, ${sumHistogram('s.first_content_hist')}
  FROM (${source}) AS s
  LEFT JOIN workspace w ON w.id = s.workspace_id
  LEFT JOIN (VALUES ${baseCubes}) AS c(cube) ON s.cube = ''
  GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
  ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14
  ON CONFLICT (${DAY_KEY_COLUMNS}) DO UPDATE SET ${ADDITIONS}`;
}
