import { z } from 'zod';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { planView, type StoredPlan } from './schemas';

export const listPlansSchema = z.strictObject({
  workspace: z.string().min(1).max(200).default('main'),
  kind: z.enum(['scenario', 'tco']).optional(),
});

const SHOWN = 100;

/** The viewer's own plans and those that are shared, last changed first. Throws `forbidden` and `not_found`. */
export async function listPlans(
  viewer: Viewer,
  input: z.input<typeof listPlansSchema> = {},
): Promise<StoredPlan[]> {
  const { workspace: id, kind } = listPlansSchema.parse(input);
  const workspace = await openWorkspace(viewer, id);
  const rows = await db().plan.findMany({
    where: {
      workspaceId: workspace.id,
      OR: [{ shared: true }, { authorId: viewer.id }],
      ...(kind === undefined ? {} : { kind }),
    },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: SHOWN,
  });
  return rows.map((row) => planView(row, viewer.id));
}

/** One plan. Throws `not_found` also for one that the viewer may not see. */
export async function getPlan(viewer: Viewer, id: string): Promise<StoredPlan> {
  const row = await db().plan.findUnique({ where: { id } });
  if (row === null || (!row.shared && row.authorId !== viewer.id))
    throw new GatewayError('not_found', 'There is no such plan.', { param: 'id' });
  await openWorkspace(viewer, row.workspaceId);
  return planView(row, viewer.id);
}
