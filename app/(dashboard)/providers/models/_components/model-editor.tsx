'use client';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { Model, Provider } from '@/lib/config/schemas';
import { DraftForm } from '../../../_components/draft/draft-form';
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
  const draft = useDraft({ version, form: `model-${model?.id ?? ''}` });
  return (
    <Card id="edit" aria-label={t('Model editor')}>
      <CardHeader>
        <div>
          <CardTitle>{model === undefined ? t('Add a model') : t('Change {id}', { id: model.id })}</CardTitle>
          <CardNote>{t('Nothing changes before you have seen what would, and published it.')}</CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <DraftForm
          draft={draft}
          className="sm:grid-cols-2 lg:grid-cols-4"
          read={(form) => ({ section: 'models', put: readModelForm(form), create: model === undefined })}
          buttons={
            model !== undefined && (
              <Button
                type="button"
                variant="danger"
                disabled={draft.pending}
                onClick={() => draft.preview({ section: 'models', remove: model.id })}
              >
                {t('Remove it')}
              </Button>
            )
          }
        >
          <ModelFields model={model} providers={providers} />
        </DraftForm>
      </CardBody>
    </Card>
  );
}
