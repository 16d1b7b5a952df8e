import { Prisma } from '@/lib/generated/prisma/client';
import type { WindowQuery } from './read-windows';

/** The query for the windows of all targets of a workspace, by slot. */
export function windowsSql({ workspaceId, spanS, edges }: WindowQuery): Prisma.Sql {
  const starts = edges.slice(0, -1).map((edge) => edge.toISOString());
  const [from, to] = [edges[0], edges.at(-1)];
  const histogram = (column: Prisma.Sql) => Prisma.sql`
    SELECT slot, provider, model, jsonb_object_agg(position, count) AS counts
    FROM (SELECT slot, provider, model, at.position, sum(at.count)::float8 AS count
          FROM seen, unnest(${column}) WITH ORDINALITY AS at(count, position)
          WHERE at.count > 0 GROUP BY 1, 2, 3, 4) AS added
    GROUP BY 1, 2, 3`;
  return Prisma.sql`
    WITH seen AS MATERIALIZED (
      SELECT width_bucket(bucket, ${starts}::text[]::timestamptz[]) AS slot, * FROM target_window
      WHERE workspace_id = ${workspaceId} AND span_s = ${spanS} AND bucket >= ${from} AND bucket < ${to}
    ), sums AS (
      SELECT slot, provider, model, sum(calls)::text AS calls, sum(errors)::text AS errors,
             sum(timeouts)::text AS timeouts, sum(output_tokens)::text AS "outputTokens",
             sum(generation_ms)::text AS "generationMs"
      FROM seen GROUP BY 1, 2, 3
    ), answers AS (${histogram(Prisma.sql`answer_hist`)}),
       firsts AS (${histogram(Prisma.sql`first_content_hist`)})
    SELECT sums.*, answers.counts AS answer, firsts.counts AS "firstContent"
    FROM sums LEFT JOIN answers USING (slot, provider, model) LEFT JOIN firsts USING (slot, provider, model)
    ORDER BY provider, model, slot`;
}
