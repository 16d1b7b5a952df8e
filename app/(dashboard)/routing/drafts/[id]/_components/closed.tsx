import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import type { DraftView } from '@/lib/drafts/schemas';
import { ActionForm } from '../../../../_components/action/action-form';
import { undo } from '../actions';

interface ClosedProps {
  draft: DraftView;
  /** In force now. */
  version: number;
  mayPublish: boolean;
}

/** What became of a draft; what was published can be taken back while it is the newest. */
export function Closed({ draft, version, mayPublish }: ClosedProps) {
  const t = useT();
  const isInForce = draft.publishedVersion === version && version > 1;
  return (
    <Alert role="status" className="flex flex-col gap-2">
      <p className="font-medium">{draft.outcome}.</p>
      {draft.publishedVersion !== null && !isInForce && (
        <p>{t('Version {version} is in force since.', { version })}</p>
      )}
      {isInForce && mayPublish && (
        <ActionForm action={undo} submit={t('Undo: take it back')} variant="outline">
          <input type="hidden" name="published" value={version} />
        </ActionForm>
      )}
    </Alert>
  );
}
