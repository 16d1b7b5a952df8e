import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { sumMeasures } from '../measures';
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
    SELECT coalesce(sum("inputTokens"), 0)::text AS "inputTokens", coalesce(sum("outputTokens"), 0)::text AS "outputTokens",
           trim_scale(coalesce(sum("costUsd"), 0))::text AS "costUsd", max("inputTokens" + "outputTokens")::text AS "busiestHour"
    FROM (
      SELECT date_trunc('hour', s.bucket) AS hour, ${sumMeasures(['costUsd', 'inputTokens', 'outputTokens'])}
      ${source}
      GROUP BY 1
    ) AS hours`);
  return shapeRow.parse(z.array(z.unknown()).parse(found)[0]);
}
