'use client';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { DraftPanel } from '../../_components/draft/draft-panel';
import { useDraft } from '../../_components/draft/use-draft';

/** Opens the draft of a recommendation: what it would change, then publish and undo. */
export function DraftButton({ edit, title }: { edit: ConfigEdit; title: string }) {
  const t = useT();
  const draft = useDraft();
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Button
          size="sm"
          disabled={draft.pending}
          aria-label={t('Open the draft: {title}', { title })}
          onClick={() => draft.preview(edit)}
        >
          {draft.pending ? t('Checking…') : t('Open the draft')}
        </Button>
      </div>
      <DraftPanel draft={draft} />
    </div>
  );
}
