import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { planView, savePlanSchema, type StoredPlan } from './schemas';

/** Keeps a plan, or changes one of the viewer's own. Throws `forbidden`, `not_found`, and ZodError for a plan that is none. */
export async function savePlan(viewer: Viewer, input: z.input<typeof savePlanSchema>): Promise<StoredPlan> {
  requireRight(viewer, 'config.draft');
  const { workspace: workspaceId, id, ...plan } = savePlanSchema.parse(input);
  const workspace = await openWorkspace(viewer, workspaceId);
  return db().$transaction(async (tx) => {
    const known = id === undefined ? null : await tx.plan.findUnique({ where: { id } });
    if (id !== undefined && (known?.authorId !== viewer.id || known.workspaceId !== workspace.id))
      throw new GatewayError('not_found', 'There is no such plan of yours.', { param: 'id' });
    const row =
      known === null
        ? await tx.plan.create({
            data: {
              id: randomUUID(),
              workspaceId: workspace.id,
              authorId: viewer.id,
              author: viewer.email,
              ...plan,
            },
          })
        : await tx.plan.update({ where: { id: known.id }, data: { ...plan, updatedAt: new Date() } });
    const after = planView(row, viewer.id);
    await appendAudit(tx, actorOf(viewer), {
      action: known === null ? 'plan.create' : 'plan.change',
      subject: { kind: 'plan', id: row.id },
      workspaceId: workspace.id,
      before: known === null ? null : planView(known, viewer.id),
      after,
    });
    return after;
  });
}
