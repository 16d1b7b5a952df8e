import { ADDITIONS, DAY_KEY, DIMENSIONS, MERGED, SUMS, type RollupDimension } from './columns';
import { CUBE_NAMES, definitionOfCube } from './cubes';
import { sumHistogram } from './histogram-sql';

const ALL = { ...DAY_KEY, ...SUMS, ...MERGED };
export const DAY_COLUMNS: readonly string[] = Object.keys(ALL);
const DAY_KEY_COLUMNS = Object.keys(DAY_KEY).join(', ');

const cubes = CUBE_NAMES.map((cube) => `('${cube}', '${definitionOfCube(cube).facet}')`).join(', ');

/** A dimension in the cubes that keep it, else ''. */
function masked(dimension: RollupDimension): string {
  const keeping = CUBE_NAMES.filter((cube) => definitionOfCube(cube).kept.includes(dimension));
  const names = keeping.map((cube) => `'${cube}'`).join(', ');
  return `CASE WHEN c.cube IN (${names}) THEN s.${dimension} ELSE '' END AS ${dimension}`;
}

const SUMMED = [
  ...Object.keys(SUMS).map((column) => `sum(s.${column}) AS ${column}`),
  `coalesce(meters_sum(s.other_meters) FILTER (WHERE s.other_meters <> '{}'), '{}') AS other_meters`,
  `${sumHistogram('s.latency_hist')} AS latency_hist`,
  `${sumHistogram('s.first_content_hist')} AS first_content_hist`,
].join(', ');

/** By the 14 columns of the key, which stand first. */
const BY_KEY = Object.keys(DAY_KEY)
  .map((_, index) => index + 1)
  .join(', ');

/**
 * Statement that adds rows of quarter hours to `rollup_day`. `source` gives the columns of `rollup_15m` with `facet`, and
 * with `cube`: the facet that they are of, or ''. Summed up by day first, then once for each cube. Rows come in the order
 * of their keys, so that two that add at once can't deadlock.
 */
export function addToDays(source: string): string {
  return `
  INSERT INTO rollup_day AS old (${DAY_COLUMNS.join(', ')})
  SELECT s.workspace_id, c.cube, s.bucket, ${DIMENSIONS.map(masked).join(', ')}, s.facet, ${SUMMED}
  FROM (
    SELECT s.workspace_id, s.cube, date_trunc('day', s.bucket, coalesce(w.day_zone, 'UTC')) AS bucket,
      ${DIMENSIONS.map((dimension) => `s.${dimension}`).join(', ')}, s.facet, ${SUMMED}
    FROM (${source}) AS s LEFT JOIN workspace w ON w.id = s.workspace_id
    GROUP BY ${BY_KEY}
  ) AS s
  JOIN (VALUES ${cubes}) AS c(cube, facet) ON c.facet = s.cube
  GROUP BY ${BY_KEY}
  ORDER BY ${BY_KEY}
  ON CONFLICT (${DAY_KEY_COLUMNS}) DO UPDATE SET ${ADDITIONS}`;
}
