import { requireRight } from '@/lib/access/may';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { draftView } from './draft-view';
import type { DraftView } from './schemas';

const SHOWN = 50;

/** Drafts that may still come into force, the last changed first. Throws `forbidden`. */
export async function listDrafts(viewer: Viewer): Promise<DraftView[]> {
  requireRight(viewer, 'config.draft');
  const rows = await db().configDraft.findMany({
    where: { state: { in: ['open', 'scheduled'] } },
    orderBy: [{ updatedAt: 'desc' }, { id: 'asc' }],
    take: SHOWN,
  });
  return rows.map(draftView);
}
