import { requireRight } from '@/lib/access/may';
import type { Transaction } from '@/lib/config/database';
import { db } from '@/lib/db';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Viewer } from '@/lib/users/viewer';
import { draftView } from './draft-view';
import type { DraftView } from './schemas';

/** A draft, for who may write any. Drafts are of the whole installation, as its configuration is. Throws `forbidden`, `not_found`. */
export async function openDraft(
  viewer: Viewer,
  id: string,
  tx: Pick<Transaction, 'configDraft'> = db(),
): Promise<DraftView> {
  requireRight(viewer, 'config.draft');
  const row = await tx.configDraft.findUnique({ where: { id } });
  if (row === null) throw new GatewayError('not_found', 'There is no such draft.');
  return draftView(row);
}

/** Throws `conflict` unless the draft is as whoever changes it saw it, and still to be changed. */
export function requireRevision(draft: DraftView, revision: number): void {
  if (draft.state === 'published' || draft.state === 'discarded')
    throw new GatewayError('conflict', `This draft was ${draft.state} already.`);
  if (draft.revision !== revision)
    throw new GatewayError(
      'conflict',
      `Somebody saved this draft since: it is at revision ${draft.revision}, and you looked at ${revision}.`,
      { param: 'revision' },
    );
}
