import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { sumMeasures } from '../measures';
import { rollupsIn, type Scope } from '../scope';

const shapeRow = z.object({
  inputTokens: z.string().transform(Number),
  outputTokens: z.string().transform(Number),
  /** Of the models whose every attempt of an hour has a known cost: what they cost, for how many tokens. */
  costedUsd: z.string(),
  costedTokens: z.string().transform(Number),
  /** Attempts without one. */
  uncosted: z.string().transform(Number),
  /** Tokens of the busiest hour; null without traffic. */
  busiestHour: z.string().transform(Number).nullable(),
});
export type TrafficShape = z.infer<typeof shapeRow>;

/** All tokens of a span, what those of known cost did cost, and the busiest hour of it. Throws `forbidden` or `not_found`. */
export async function trafficShape(viewer: Viewer, scope: Scope): Promise<TrafficShape> {
  const source = await rollupsIn(viewer, scope, ['provider', 'model'], { quarters: true });
  const found = await readRows(Prisma.sql`
    WITH cells AS (
      SELECT date_trunc('hour', s.bucket) AS hour, s.provider, s.model,
             ${sumMeasures(['costUsd', 'uncosted', 'inputTokens', 'outputTokens'])}
      ${source}
      GROUP BY 1, 2, 3
    ), hours AS (
      SELECT sum("inputTokens" + "outputTokens") AS tokens FROM cells GROUP BY hour
    )
    SELECT coalesce(sum("inputTokens"), 0)::text AS "inputTokens", coalesce(sum("outputTokens"), 0)::text AS "outputTokens",
           trim_scale(coalesce(sum("costUsd") FILTER (WHERE uncosted = 0), 0))::text AS "costedUsd",
           coalesce(sum("inputTokens" + "outputTokens") FILTER (WHERE uncosted = 0), 0)::text AS "costedTokens",
           coalesce(sum(uncosted), 0)::text AS uncosted,
           (SELECT max(tokens) FROM hours)::text AS "busiestHour"
    FROM cells`);
  return shapeRow.parse(z.array(z.unknown()).parse(found)[0]);
}
