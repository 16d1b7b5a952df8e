import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Alert } from '@/components/ui/alert';
import type { DraftView } from '@/lib/drafts/schemas';
import { ActionForm } from '../../../../_components/action/action-form';
import { unschedule } from '../actions';
import { Looked } from './looked';

/** A draft that waits for its time. */
export function Scheduled({ draft, mayPublish }: { draft: DraftView; mayPublish: boolean }) {
  const t = useT();
  const zone = draft.publishZone ?? 'UTC';
  return (
    <Alert className="flex flex-col gap-2">
      <p>
        {t(
          'It will be published at {publishAt} ({zone}), if it is still sound then. To change it, take it off the schedule.',
          { publishAt: formatInstant(draft.publishAt ?? draft.updatedAt, zone, t.locale), zone },
        )}
      </p>
      {mayPublish && (
        <ActionForm action={unschedule} submit={t('Take it off the schedule')} variant="outline">
          <Looked draft={draft} />
        </ActionForm>
      )}
    </Alert>
  );
}
