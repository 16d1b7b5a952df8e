import { formatInstant } from '@/components/format/instant';
import { Alert } from '@/components/ui/alert';
import type { DraftView } from '@/lib/drafts/schemas';
import { ActionForm } from '../../../../_components/action/action-form';
import { unschedule } from '../actions';
import { Looked } from './looked';

/** A draft that waits for its time. */
export function Scheduled({ draft, mayPublish }: { draft: DraftView; mayPublish: boolean }) {
  const zone = draft.publishZone ?? 'UTC';
  return (
    <Alert className="flex flex-col gap-2">
      <p>
        It will be published at {formatInstant(draft.publishAt ?? draft.updatedAt, zone)} ({zone}), if it is
        still sound then. To change it, take it off the schedule.
      </p>
      {mayPublish && (
        <ActionForm action={unschedule} submit="Take it off the schedule" variant="outline">
          <Looked draft={draft} />
        </ActionForm>
      )}
    </Alert>
  );
}
