import { z } from 'zod';
import { requireRight } from '@/lib/access/may';
import { actorOf } from '@/lib/audit/actor';
import { appendAudit } from '@/lib/audit/append';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { openWorkspace } from '@/lib/workspaces/open-workspace';
import { purgeScopeSchema } from './store/purge-scope';

export const purgeCacheSchema = purgeScopeSchema.extend({ workspace: z.string().min(1).max(200) });

/**
 * Forgets answers of a workspace, in the database at once and in every process within two seconds, with a line in the
 * audit log. Answers: how many lay in the database. Throws `forbidden`, `not_found`.
 */
export async function purgeCache(
  viewer: Viewer,
  input: z.input<typeof purgeCacheSchema>,
  now: Date,
): Promise<{ answers: number }> {
  requireRight(viewer, 'config.publish');
  const { workspace, rule, model, key } = purgeCacheSchema.parse(input);
  const { id: workspaceId } = await openWorkspace(viewer, workspace);
  const meant = {
    workspaceId,
    ...(rule !== undefined && { ruleId: rule }),
    ...(model !== undefined && { model }),
  };
  return db().$transaction(async (tx) => {
    await tx.cachePurge.create({ data: { ...meant, ...(key !== undefined && { key }), at: now } });
    const { count: answers } = await tx.cacheAnswer.deleteMany({
      where: {
        ...meant,
        ...(key !== undefined && { OR: [{ key }, { key: { startsWith: `${key}:` } }] }),
        storedAt: { lte: now },
      },
    });
    const after = { answers, rule, model, key };
    const change = { action: 'cache.purge', subject: { kind: 'cache', id: workspaceId }, workspaceId };
    await appendAudit(tx, actorOf(viewer), { ...change, before: null, after }, now);
    return { answers };
  });
}
