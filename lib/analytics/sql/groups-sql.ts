import { Prisma } from '@/lib/generated/prisma/client';
import type { ExploreQuery } from '../explore-query';
import { foldMeasures, selectMeasures, showMeasures, sumMeasures, type Measure } from '../measures';
import type { Metric } from '../metrics';
import { OTHER } from '../other';
import { orderBy } from './rank-sql';

/** Groups shown within a group; the others within it are one more, “Other”. */
export const MAX_PARTS = 25;
const NO_CUT = 2_000_000_000;

/** Which groups are shown apart: the first ones by the metric or by name, or those that are named. */
export type Shown = Pick<ExploreQuery, 'rank' | 'limit'> | { keys: readonly string[] };

/** `FROM … WHERE …` of the narrowest rollups `s` that have the groups, and what these are in it. */
export interface GroupSource {
  from: Prisma.Sql;
  first: Prisma.Sql;
  second: Prisma.Sql;
  /** Condition that `first` is among the values of an array. */
  among: (values: Prisma.Sql) => Prisma.Sql;
}

interface GroupsStatement {
  metric: Metric;
  measures: readonly Measure[];
  shown: Shown;
  /** Starts of the buckets. */
  starts: readonly Date[];
  sources: {
    total: Prisma.Sql;
    rank: GroupSource;
    /** Each group in each bucket. */
    group: GroupSource;
    /** Each group and subgroup, when there are two. */
    part: GroupSource | undefined;
    /** Where only the groups that are shown are read: everything in each bucket, and each subgroup of everything. */
    rest?: { bucket: Prisma.Sql; part: GroupSource | undefined };
  };
}

/**
 * Groups are ranked first, and then summed by their places, all that is not shown apart as one: a hundred thousand end
 * users leave the database as a few rows. A row is of a group; of a group and bucket; or of a group and subgroup. Those
 * without a `key` are of everything.
 */
export function groupsSql({ metric, measures, shown, starts, sources }: GroupsStatement): Prisma.Sql {
  const { total, rank, group, part, rest } = sources;
  const places = 'keys' in shown ? shown.keys.length : shown.limit;
  const names = Prisma.join(measures.map((measure) => Prisma.raw(`"${measure}"`)));
  const read = (source: GroupSource) => withPlaces(source, rest === undefined ? undefined : places);
  // Those that everything else is subtracted from must be whole.
  const cut = rest === undefined ? MAX_PARTS : NO_CUT;
  const pieces = [
    Prisma.sql`SELECT place, NULL::text AS part, slot, 0::bigint AS part_place, ${names} FROM series`,
    Prisma.sql`SELECT least(place, ${places + 1}), NULL, NULL, 0, ${foldMeasures(measures)} FROM ranked GROUP BY 1`,
    ...(part === undefined ? [] : [partsOf(read(part), { places, cut }, metric, measures)]),
  ];
  return Prisma.sql`
    WITH ranked AS MATERIALIZED (
      SELECT first, ${placeOf(metric, shown)} AS place, ${names}
      FROM (SELECT ${rank.first} AS first, ${sumMeasures(measures)} ${rank.from} GROUP BY 1) AS sums
    ), series AS (
      SELECT least(r.place, ${places + 1}) AS place, ${slotOf(starts)} AS slot, ${sumMeasures(measures)}
      ${read(group)} GROUP BY 1, 2
    ), shown AS (${Prisma.join(pieces, ' UNION ALL ')})
    SELECT NULL AS key, NULL AS part, NULL::int AS slot, (SELECT count(*)::int FROM ranked) AS members, ${selectMeasures(measures)}
    ${total}
    ${rest === undefined ? Prisma.empty : restOf(rest, starts, measures)}
    UNION ALL
    SELECT * FROM (
      SELECT coalesce(r.first, ${OTHER}), x.part, x.slot, 0, ${showMeasures(measures)}
      FROM shown AS x LEFT JOIN (SELECT first, place FROM ranked) AS r ON r.place = x.place AND x.place <= ${places}
      ORDER BY x.place, x.part_place, x.slot) AS ordered`;
}

function restOf(
  { bucket, part }: { bucket: Prisma.Sql; part: GroupSource | undefined },
  starts: readonly Date[],
  measures: readonly Measure[],
): Prisma.Sql {
  const buckets = Prisma.sql`
    UNION ALL SELECT NULL, NULL, ${slotOf(starts)}, 0, ${selectMeasures(measures)} ${bucket} GROUP BY 3`;
  if (part === undefined) return buckets;
  return Prisma.sql`${buckets}
    UNION ALL SELECT NULL, ${part.first}, NULL, 0, ${selectMeasures(measures)} ${part.from} GROUP BY 2`;
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

/** Rows `s` of a source with the place `r.place` of their group; of the first `places` alone where that is said. */
function withPlaces({ first, second, from, among }: GroupSource, places: number | undefined): Prisma.Sql {
  const few =
    places === undefined
      ? Prisma.empty
      : Prisma.sql`AND ${among(Prisma.sql`ARRAY(SELECT first FROM ranked WHERE place <= ${places})`)}`;
  return Prisma.sql`FROM (SELECT s.*, ${first} AS first, ${second} AS second ${from} ${few}) AS s JOIN (SELECT first, place FROM ranked) AS r USING (first)`;
}

/** Subgroups, dearest first within each group; the first ones apart, the others as one. */
function partsOf(
  rows: Prisma.Sql,
  { places, cut }: { places: number; cut: number },
  metric: Metric,
  measures: readonly Measure[],
): Prisma.Sql {
  return Prisma.sql`
    SELECT place, CASE WHEN part_place > ${cut} THEN ${OTHER} ELSE min(second) END, NULL::int, part_place, ${foldMeasures(measures)}
    FROM (
      SELECT *, least(row_number() OVER (PARTITION BY place ORDER BY ${orderBy(metric, 'most', Prisma.sql`second`)}), ${cut + 1}) AS part_place
      FROM (
        SELECT least(r.place, ${places + 1}) AS place, s.second, ${sumMeasures(measures)} ${rows} GROUP BY 1, 2
      ) AS every
    ) AS parts GROUP BY place, part_place`;
}
