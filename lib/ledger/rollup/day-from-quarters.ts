import { blockEnd, blockOf } from './block-sql';
import { sumRollups } from './block-table';
import { ADDITIONS, DAY_KEY, DIMENSIONS, MERGED, SUMS, type RollupDimension } from './columns';
import { CUBE_NAMES, definitionOfCube, storedCube, stridesOf, type Stride } from './cubes';

const ALL = { ...DAY_KEY, ...SUMS, ...MERGED };
export const DAY_COLUMNS: readonly string[] = Object.keys(ALL);
const DAY_KEY_COLUMNS = Object.keys(DAY_KEY).join(', ');

/** A dimension in the cubes that keep it, else ''. */
function masked(dimension: RollupDimension): string {
  const keeping = CUBE_NAMES.filter((cube) => definitionOfCube(cube).kept.includes(dimension));
  const names = keeping.map((cube) => `'${cube}'`).join(', ');
  return `CASE WHEN c.cube IN (${names}) THEN s.${dimension} ELSE '' END AS ${dimension}`;
}

const SUMMED = sumRollups(SUMS);

/** By the 14 columns of the key, which stand first. */
const BY_KEY = Object.keys(DAY_KEY)
  .map((_, index) => index + 1)
  .join(', ');

/** Cubes with their strides, as rows of `VALUES`. */
function cubeRows(wanted: (stride: Stride) => boolean): string {
  return CUBE_NAMES.flatMap((cube) =>
    stridesOf(cube)
      .filter(wanted)
      .map(
        (stride) =>
          `('${storedCube(cube, stride)}', '${cube}', '${definitionOfCube(cube).facet}', ${stride})`,
      ),
  ).join(', ');
}

const IN_DAY = `c.days = 1`;
/** Blocks that have been added up already: of others the days are still to come, or to be added up together. */
const IN_BLOCK = `s.bucket < s.blocks_until AND ${blockEnd('s.bucket', 's.zone', 'c.days')} <= s.blocks_until`;

/**
 * Statement that adds rows of quarter hours to `rollup_day`: to its days, and unless told otherwise to its blocks of
 * days. `source` gives the columns of `rollup_15m` with `facet`, and with `cube`: the facet that they are of, or ''. Summed
 * up by day first, then once for each cube. Rows come in the order of their keys, so that two that add at once can't
 * deadlock.
 */
export function addToDays(source: string, { blocks = true } = {}): string {
  return `
  INSERT INTO rollup_day AS old (${DAY_COLUMNS.join(', ')})
  SELECT s.workspace_id, c.stored, CASE WHEN ${IN_DAY} THEN s.bucket ELSE ${blockOf('s.bucket', 's.zone', 'c.days')} END,
    ${DIMENSIONS.map(masked).join(', ')}, s.facet, ${SUMMED}
  FROM (
    SELECT s.workspace_id, s.cube, date_trunc('day', s.bucket, coalesce(w.day_zone, 'UTC')) AS bucket,
      ${DIMENSIONS.map((dimension) => `s.${dimension}`).join(', ')}, s.facet, ${SUMMED},
      min(coalesce(w.day_zone, 'UTC')) AS zone, min(w.blocks_until) AS blocks_until
    FROM (${source}) AS s LEFT JOIN workspace w ON w.id = s.workspace_id
    GROUP BY ${BY_KEY}
  ) AS s
  JOIN (VALUES ${cubeRows((stride) => blocks || stride === 1)}) AS c(stored, cube, facet, days)
    ON c.facet = s.cube AND (${IN_DAY} OR (${IN_BLOCK}))
  GROUP BY ${BY_KEY}
  ORDER BY ${BY_KEY}
  ON CONFLICT (${DAY_KEY_COLUMNS}) DO UPDATE SET ${ADDITIONS}`;
}
