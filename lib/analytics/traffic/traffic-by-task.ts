import { z } from 'zod';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import type { Viewer } from '@/lib/users/viewer';
import { selectMeasures } from '../measures';
import { rollupsIn, type Scope } from '../scope';

const count = z.string().transform(Number);
const row = z.object({
  task: z.string(),
  model: z.string(),
  requests: count,
  /** The whole prompt, and of it what the provider's cache had. */
  inputTokens: count,
  cachedTokens: count,
  outputTokens: count,
  costUsd: z.string(),
});
export type TaskTraffic = z.infer<typeof row>;

/** Answered requests of a span by task and model that served, most requests first. Throws `forbidden` or `not_found`. */
export async function trafficByTask(viewer: Viewer, scope: Scope): Promise<TaskTraffic[]> {
  const source = await rollupsIn(viewer, scope, ['task', 'model']);
  const found = await readRows(Prisma.sql`
    SELECT s.task, s.model, sum(s.in_cache_read)::text AS "cachedTokens",
           ${selectMeasures(['requests', 'inputTokens', 'outputTokens', 'costUsd'])}
    ${source} AND s.model <> ''
    GROUP BY 1, 2
    HAVING sum(s.requests) > 0
    ORDER BY sum(s.requests) DESC, 1, 2`);
  return z.array(row).parse(found);
}
