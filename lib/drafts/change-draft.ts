import type { Transaction } from '@/lib/config/database';
import { db } from '@/lib/db';
import type { Prisma } from '@/lib/generated/prisma/client';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { openDraft, requireRevision } from './open-draft';
import type { DraftView } from './schemas';

/**
 * Changes a draft that is at a revision, and raises it: of two who looked at the same one the second is told. Throws
 * `forbidden`, `not_found`, `conflict`.
 */
export async function changeDraft(
  viewer: Viewer,
  id: string,
  revision: number,
  data: Prisma.ConfigDraftUpdateInput,
  tx: Pick<Transaction, 'configDraft'> = db(),
): Promise<DraftView> {
  requireRevision(await openDraft(viewer, id, tx), revision);
  const { count } = await tx.configDraft.updateMany({
    where: { id, revision, state: { in: ['open', 'scheduled'] } },
    data: { ...data, revision: revision + 1, updatedAt: new Date() },
  });
  if (count === 0) throw new GatewayError('conflict', 'Somebody saved this draft in this moment.');
  return openDraft(viewer, id, tx);
}
