'use client';
import { useT } from '#i18n';
import { KeptForm } from '@/components/forms/kept-form';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { Model, Provider } from '@/lib/config/schemas';
import { DraftPanel } from '../../../_components/draft/draft-panel';
import { useDraft } from '../../../_components/draft/use-draft';
import { ModelFields } from './model-fields';
import { readModelForm } from './read-model-form';

interface ModelEditorProps {
  /** The one that is changed; absent for a new one. */
  model: Model | undefined;
  providers: readonly Pick<Provider, 'id' | 'name'>[];
  version: number;
}

/** Create, change or remove a model: a draft, what it would change, publish, undo. */
export function ModelEditor({ model, providers, version }: ModelEditorProps) {
  const t = useT();
  const formName = `model-${model?.id ?? ''}`;
  const draft = useDraft({ version, form: formName });
  return (
    <Card id="edit" aria-label={t('Model editor')}>
      <CardHeader>
        <div>
          <CardTitle>{model === undefined ? t('Add a model') : t('Change {id}', { id: model.id })}</CardTitle>
          <CardNote>{t('Nothing changes before you have seen what would, and published it.')}</CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <KeptForm
          key={draft.key}
          name={formName}
          version={version}
          isDone={draft.state.step === 'published'}
          className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4"
          onSubmit={(event) => {
            event.preventDefault();
            const put = readModelForm(new FormData(event.currentTarget));
            draft.preview({ section: 'models', put, create: model === undefined });
          }}
        >
          <ModelFields model={model} providers={providers} />
          <div className="flex flex-wrap items-end gap-2 sm:col-span-2 lg:col-span-4">
            <Button type="submit" variant="primary" disabled={draft.pending}>
              {draft.pending ? t('Checking…') : t('Show what would change')}
            </Button>
            {model !== undefined && (
              <Button
                type="button"
                variant="danger"
                disabled={draft.pending}
                onClick={() => draft.preview({ section: 'models', remove: model.id })}
              >
                {t('Remove it')}
              </Button>
            )}
          </div>
        </KeptForm>
        <DraftPanel draft={draft} />
      </CardBody>
    </Card>
  );
}
