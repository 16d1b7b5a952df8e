import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';

/** Answers of a workspace that lie in the database now. Throws `forbidden`, `not_found`. */
export async function countKept(
  viewer: Viewer,
  workspaceId: string,
  now: Date,
): Promise<{ answers: number; bytes: number }> {
  const { id } = await openWorkspace(viewer, workspaceId);
  const where = { workspaceId: id, expiresAt: { gt: now } };
  const { _count: answers, _sum } = await db().cacheAnswer.aggregate({
    where,
    _count: true,
    _sum: { bytes: true },
  });
  return { answers, bytes: _sum.bytes ?? 0 };
}
