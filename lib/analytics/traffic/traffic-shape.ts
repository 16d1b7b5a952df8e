import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { rollupsIn, type Scope } from '../scope';

const shapeRow = z.object({
  inputTokens: z.string().transform(Number),
  outputTokens: z.string().transform(Number),
  costUsd: z.string(),
  /** Tokens of the busiest hour; null without traffic. */
  busiestHour: z.string().transform(Number).nullable(),
});
export type TrafficShape = z.infer<typeof shapeRow>;

/** All tokens of a span, what they cost, and the busiest hour of it. Throws `forbidden` or `not_found`. */
export async function trafficShape(viewer: Viewer, scope: Scope): Promise<TrafficShape> {
  const source = await rollupsIn(viewer, scope, [], { quarters: true });
  const found = await readRows(Prisma.sql`
    SELECT coalesce(sum(input), 0)::text AS "inputTokens", coalesce(sum(output), 0)::text AS "outputTokens",
           trim_scale(coalesce(sum(cost), 0))::text AS "costUsd", max(input + output)::text AS "busiestHour"
    FROM (
      SELECT date_trunc('hour', s.bucket) AS hour, sum(s.cost_usd) AS cost,
             sum(s.in_text + s.in_cache_read + s.in_cache_write_5m + s.in_cache_write_1h) AS input,
             sum(s.out_text + s.out_reasoning) AS output
      ${source}
      GROUP BY 1
    ) AS hours`);
  return shapeRow.parse(z.array(z.unknown()).parse(found)[0]);
}
