import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { planView, type StoredPlan } from './schemas';

/** Removes one of the viewer's own plans. Throws `forbidden` and `not_found`. */
export async function removePlan(viewer: Viewer, id: string): Promise<StoredPlan> {
  requireRight(viewer, 'config.draft');
  return db().$transaction(async (tx) => {
    const row = await tx.plan.findUnique({ where: { id } });
    if (row?.authorId !== viewer.id)
      throw new GatewayError('not_found', 'There is no such plan of yours.', { param: 'id' });
    await openWorkspace(viewer, row.workspaceId);
    await tx.plan.delete({ where: { id } });
    const before = planView(row, viewer.id);
    await appendAudit(tx, actorOf(viewer), {
      ...{ action: 'plan.remove', subject: { kind: 'plan', id }, workspaceId: row.workspaceId },
      before,
      after: null,
    });
    return before;
  });
}
