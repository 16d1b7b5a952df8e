import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { DraftView } from '@/lib/drafts/schemas';
import { localInstant } from '@/lib/pricing/local-instant';
import { ActionForm } from '../../../../_components/action/action-form';
import type { PageView } from '../../../../page-view';
import { discard, publish, schedule } from '../actions';
import { Looked } from './looked';

interface PublishCardProps {
  draft: DraftView;
  mayPublish: boolean;
  view: PageView;
}

/** Publish it, now or at a time, or put it away. */
export function PublishCard({ draft, mayPublish, view }: PublishCardProps) {
  const t = useT();
  const { zone } = view.range;
  const tomorrow = new Date(view.now.getTime() + 86_400_000);
  return (
    <Card aria-label={t('Publish')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Publish')}</CardTitle>
          <CardNote>
            {mayPublish
              ? t('In force for the next request. It can be undone, and every version can be brought back.')
              : t('Only owners and admins may publish it.')}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="grid items-start gap-4 md:grid-cols-3">
        {mayPublish && (
          <>
            <ActionForm action={publish} submit={t('Publish now')}>
              <Looked draft={draft} />
            </ActionForm>
            <ActionForm action={schedule} submit={t('Schedule')} variant="outline">
              <Looked draft={draft} />
              <Field
                name="at"
                label={t('Publish at')}
                type="datetime-local"
                required
                defaultValue={localInstant(tomorrow, zone)}
              />
              <Field name="zone" label={t('Time zone')} required defaultValue={zone} />
            </ActionForm>
          </>
        )}
        <ActionForm
          action={discard}
          submit={t('Discard the draft')}
          variant="danger"
          confirm={t('Discard this draft?')}
        >
          <Looked draft={draft} />
        </ActionForm>
      </CardBody>
    </Card>
  );
}
