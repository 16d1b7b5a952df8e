import { Prisma } from '@/lib/generated/prisma/client';
import type { Dimension } from './dimensions';
import { selectMeasures } from './measures';
import { metricOf, type Metric } from './metrics';
import { columnOf, sourceSql } from './sql/source-sql';

/**
 * A metric in each of several spans of quarter hours, by one dimension: rows of `span` (index), `entity`, `team` (one of
 * those that it was asked for) and the measures. Without a dimension there is one entity, `all`.
 */
export function metricInSpansSql(
  metric: Metric,
  by: Dimension | undefined,
  workspaceId: string,
  spans: readonly { from: Date; to: Date }[],
): Prisma.Sql {
  const plan = { kind: 'quarters' } as const;
  const { measures } = metricOf(metric);
  const entity = by === undefined ? Prisma.sql`'all'::text` : columnOf(by, plan);
  const one = (span: { from: Date; to: Date }, index: number) => Prisma.sql`
    SELECT ${index}::int AS span, ${entity} AS entity, max(s.team) AS team, ${selectMeasures(measures)}
    ${sourceSql(plan, { workspaceId, dayZone: 'UTC', ...span }, {}, [])} GROUP BY 2`;
  return Prisma.join(spans.map(one), ' UNION ALL ');
}
