import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import type { DraftView } from '@/lib/drafts/schemas';
import { ActionForm } from '../../../../_components/action/action-form';
import { rebase } from '../actions';
import { Looked } from './looked';

interface OvertakenProps {
  draft: DraftView;
  /** In force now. */
  version: number;
  sentences: readonly string[];
}

/** Others published changes of the same since the draft was begun: theirs, beside what would change below. */
export function Overtaken({ draft, version, sentences }: OvertakenProps) {
  const t = useT();
  return (
    <Alert tone="warn" role="alert" className="flex flex-col gap-2">
      <p className="font-medium">
        {t('Since version {baseVersion} somebody changed the same. Publishing this draft would undo that:', {
          baseVersion: draft.baseVersion,
        })}
      </p>
      <ul className="list-disc pl-5 break-words">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <ActionForm
        action={rebase}
        submit={t('I have seen it: go on from version {version}', { version })}
        variant="outline"
      >
        <Looked draft={draft} />
        <input type="hidden" name="version" value={version} />
      </ActionForm>
    </Alert>
  );
}
