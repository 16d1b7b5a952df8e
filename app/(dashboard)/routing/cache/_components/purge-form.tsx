import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { ActionForm } from '../../../_components/action/action-form';
import { purge } from '../actions';

/** Forgets answers of a workspace. What is left empty is not asked; all empty means every answer. */
export function PurgeForm({ workspace }: { workspace: string }) {
  const t = useT();
  return (
    <Card aria-label={t('Forget answers')}>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle>{t('Forget answers')}</CardTitle>
          <CardNote>
            {t('Those that agree with all that is filled in; nothing filled in means every one.')}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody>
        <ActionForm
          action={purge}
          submit={t('Forget')}
          variant="danger"
          confirm={t('Forget these answers of the gateway cache?')}
        >
          <input type="hidden" name="workspace" value={workspace} />
          <div className="grid gap-3 sm:grid-cols-3">
            <Field
              id="purge-rule"
              name="rule"
              label={t('Of the rule')}
              hint={t('Its id')}
              autoComplete="off"
            />
            <Field
              id="purge-model"
              name="model"
              label={t('Given by the model')}
              hint={t('Its id')}
              autoComplete="off"
            />
            <Field
              id="purge-key"
              name="key"
              label={t('To one request')}
              hint={t('x-tollgate-cache-key of its answer')}
              autoComplete="off"
            />
          </div>
        </ActionForm>
      </CardBody>
    </Card>
  );
}
