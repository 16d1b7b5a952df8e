import { Prisma } from '@/lib/generated/prisma/client';
import type { ExploreQuery } from './explore-query';
import { foldMeasures, selectMeasures, showMeasures, sumMeasures, type Measure } from './measures';
import type { Metric } from './metrics';
import { OTHER } from './other';
import { orderBy } from './rank-sql';

/** Groups shown within a group; the others within it are one more, “Other”. */
export const MAX_PARTS = 25;

/** Which groups are shown apart: the first ones by the metric or by name, or those that are named. */
export type Shown = Pick<ExploreQuery, 'rank' | 'limit'> | { keys: readonly string[] };

/** `FROM … WHERE …` of the narrowest rollups `s` that have the groups, and what these are in it. */
export interface GroupSource {
  from: Prisma.Sql;
  first: Prisma.Sql;
  second: Prisma.Sql;
}

interface GroupsStatement {
  metric: Metric;
  measures: readonly Measure[];
  shown: Shown;
  /** Starts of the buckets. */
  starts: readonly Date[];
  /** Everything; each group; each group and subgroup, when there are two. */
  sources: { total: Prisma.Sql; group: GroupSource; part: GroupSource | undefined };
}

/**
 * Groups are ranked first, and then summed by their places, all that is not shown apart as one: a hundred thousand end
 * users leave the database as a few rows. A row is of a group and bucket, or of a group and subgroup; the one without a
 * `key` is the total.
 */
export function groupsSql({ metric, measures, shown, starts, sources }: GroupsStatement): Prisma.Sql {
  const { group, part } = sources;
  const places = 'keys' in shown ? shown.keys.length : shown.limit;
  const names = Prisma.join(measures.map((measure) => Prisma.raw(`"${measure}"`)));
  const series = Prisma.sql`SELECT place, NULL::text AS part, slot, 0::bigint AS part_place, ${names} FROM series`;
  return Prisma.sql`
    WITH ranked AS MATERIALIZED (
      SELECT first, ${placeOf(metric, shown)} AS place
      FROM (SELECT ${group.first} AS first, ${sumMeasures(measures)} ${group.from} GROUP BY 1) AS sums
    ), series AS (
      SELECT least(r.place, ${places + 1}) AS place, ${slotOf(starts)} AS slot, ${sumMeasures(measures)}
      ${withPlaces(group)} GROUP BY 1, 2
    ), shown AS (${part === undefined ? series : Prisma.sql`${series} UNION ALL ${partsOf(part, places, metric, measures)}`})
    SELECT NULL AS key, NULL AS part, NULL::int AS slot, (SELECT count(*)::int FROM ranked) AS members, ${selectMeasures(measures)}
    ${sources.total}
    UNION ALL
    SELECT * FROM (
      SELECT coalesce(r.first, ${OTHER}), x.part, x.slot, 0, ${showMeasures(measures)}
      FROM shown AS x LEFT JOIN ranked AS r ON r.place = x.place AND x.place <= ${places}
      ORDER BY x.place, x.part_place, x.slot) AS ordered`;
}

/** From 1 on. Of a group that is not among the named ones: beyond them. */
function placeOf(metric: Metric, shown: Shown): Prisma.Sql {
  if ('keys' in shown)
    return Prisma.sql`coalesce(array_position(${[...shown.keys]}::text[], first), ${shown.keys.length + 1})::bigint`;
  return Prisma.sql`row_number() OVER (ORDER BY ${orderBy(metric, shown.rank, Prisma.sql`first`)})`;
}

function slotOf(starts: readonly Date[]): Prisma.Sql {
  const bounds = starts.map((start) => start.toISOString());
  return Prisma.sql`width_bucket(s.bucket, (SELECT ${bounds}::text[]::timestamptz[]))`;
}

/** Rows `s` of a source with the place `r.place` of their group. */
const withPlaces = ({ first, second, from }: GroupSource) =>
  Prisma.sql`FROM (SELECT s.*, ${first} AS first, ${second} AS second ${from}) AS s JOIN ranked AS r USING (first)`;

/** Subgroups, dearest first within each group; the first ones apart, the others as one. */
function partsOf(
  part: GroupSource,
  places: number,
  metric: Metric,
  measures: readonly Measure[],
): Prisma.Sql {
  return Prisma.sql`
    SELECT place, CASE WHEN part_place > ${MAX_PARTS} THEN ${OTHER} ELSE min(second) END, NULL::int, part_place, ${foldMeasures(measures)}
    FROM (
      SELECT *, least(row_number() OVER (PARTITION BY place ORDER BY ${orderBy(metric, 'most', Prisma.sql`second`)}), ${MAX_PARTS + 1}) AS part_place
      FROM (
        SELECT least(r.place, ${places + 1}) AS place, s.second, ${sumMeasures(measures)} ${withPlaces(part)} GROUP BY 1, 2
      ) AS every
    ) AS parts GROUP BY place, part_place`;
}
