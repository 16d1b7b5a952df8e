'use client';
import type { DraftView } from '@/lib/drafts/schemas';
import { useOwnRevision } from './own-revision';

/**
 * Which draft, and at which revision it was looked at: with every form that changes it. Where there is an editor that is the
 * revision that it shows, not a newer one of somebody else.
 */
export function Looked({ draft: { id, revision } }: { draft: Pick<DraftView, 'id' | 'revision'> }) {
  const own = useOwnRevision();
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="revision" value={own.revision ?? revision} readOnly />
    </>
  );
}
