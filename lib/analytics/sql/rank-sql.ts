import { Prisma } from '@/lib/generated/prisma/client';
import type { ExploreQuery } from '../explore-query';
import { metricOf, type Metric } from '../metrics';

/**
 * `ORDER BY` of groups over their summed measures, the column `name` deciding among equals. What has no value comes
 * last. An order on the screen, never a sum.
 */
export function orderBy(metric: Metric, rank: ExploreQuery['rank'], name: Prisma.Sql): Prisma.Sql {
  const byName = Prisma.sql`${name} COLLATE "C"`;
  if (rank === 'name') return byName;
  const direction = Prisma.raw(rank === 'most' ? 'DESC' : 'ASC');
  return Prisma.sql`${rankValue(metric)} ${direction} NULLS LAST, ${byName}`;
}

/** Orders as the metric's `value` does, which it is up to a constant factor. */
function rankValue(metric: Metric): Prisma.Sql {
  const { kind, measures, quantile = 0.5 } = metricOf(metric);
  const [first, ...rest] = measures.map((measure) => Prisma.raw(`"${measure}"`));
  if (first === undefined) throw new Error(`The metric ${metric} has no measure.`);
  switch (kind) {
    case 'sum':
      return first;
    case 'ratio':
      return Prisma.sql`${first} / nullif(${Prisma.join(rest, ' + ')}, 0)`;
    case 'percentile':
      return placeInHistogram(first, quantile);
  }
}

/** Where a percentile lies, in slots, with the share of its slot: `percentileMs` before the power of two is taken. */
function placeInHistogram(counts: Prisma.Sql, quantile: number): Prisma.Sql {
  const rank = Prisma.sql`${quantile}::numeric * h.total`;
  return Prisma.sql`(
    SELECT h.slot - (h.upto - ${rank}) / h.n
    FROM (
      SELECT u.n, u.slot, sum(u.n) OVER (ORDER BY u.slot) AS upto, sum(u.n) OVER () AS total
      FROM unnest(${counts}) WITH ORDINALITY AS u(n, slot)
    ) AS h
    WHERE h.n > 0 AND h.upto >= ${rank} ORDER BY h.slot LIMIT 1)`;
}
