import { z } from 'zod';
import { teamCondition } from '@/lib/access/team-condition';
import { readRows } from '@/lib/database/read-rows';
import { Prisma } from '@/lib/generated/prisma/client';
import { LABEL_WEIGHTS } from '@/lib/routing/learn/posterior';
import type { Viewer } from '@/lib/users/viewer';
import { pickBestModel, type BestModel } from './pick-best-model';
import type { Scope } from '../scope';

const WEIGHT = Prisma.sql`CASE l.source ${Prisma.join(
  Object.entries(LABEL_WEIGHTS).map(([source, weight]) => Prisma.sql`WHEN ${source} THEN ${weight}::float8`),
  ' ',
)} END`;

const judged = z.array(
  z.object({ task: z.string(), model: z.string(), labels: z.number(), good: z.number(), bad: z.number() }),
);

/** Which one model answers best, by what people and judges said of the span's answers. The caller has authorised the viewer. */
export async function bestSingleModel(
  viewer: Viewer,
  { workspaceId, from, to }: Scope,
  models: readonly string[],
): Promise<BestModel> {
  const found = await readRows(Prisma.sql`
    SELECT l.task, l.model, count(*)::int AS labels, sum(${WEIGHT} * l.score) AS good, sum(${WEIGHT} * (1 - l.score)) AS bad
    FROM routing_label l JOIN request r ON r.started_at = l.request_started_at AND r.id = l.request_id
    WHERE l.workspace_id = ${workspaceId} AND l.request_started_at >= ${from} AND l.request_started_at < ${to}
      AND r.started_at >= ${from} AND r.started_at < ${to} AND ${teamCondition(viewer, workspaceId, Prisma.sql`r.team`)}
    GROUP BY 1, 2`);
  return pickBestModel(judged.parse(found).filter(({ model }) => models.includes(model)));
}
