import type { Viewer } from '@/lib/users/viewer';
import { changeDraft } from './change-draft';
import type { DraftView } from './schemas';

/** Puts a draft away. Its dry runs stay. Throws `forbidden`, `not_found`, `conflict`. */
export function discardDraft(viewer: Viewer, id: string, revision: number): Promise<DraftView> {
  return changeDraft(viewer, id, revision, {
    state: 'discarded',
    outcome: `Discarded by ${viewer.email}`,
    publishAt: null,
    publishZone: null,
    scheduledBy: null,
  });
}
