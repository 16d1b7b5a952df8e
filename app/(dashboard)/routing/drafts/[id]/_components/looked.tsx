import type { DraftView } from '@/lib/drafts/schemas';

/** Which draft, and at which revision it was looked at: with every form that changes it. */
export function Looked({ draft: { id, revision } }: { draft: Pick<DraftView, 'id' | 'revision'> }) {
  return (
    <>
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="revision" value={revision} />
    </>
  );
}
