'use client';
import type { DraftView } from '@/lib/drafts/schemas';
import { useOwnRevision } from './own-revision';

/**
 * Which draft, and at which revision it was looked at: with every form that changes it. What the editor of this page has saved
 * since it was drawn has been looked at too.
 */
export function Looked({ draft: { id, revision } }: { draft: Pick<DraftView, 'id' | 'revision'> }) {
  const own = useOwnRevision();
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="revision" value={Math.max(revision, own.revision)} readOnly />
    </>
  );
}
