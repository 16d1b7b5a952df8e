'use client';
import { useT } from '#i18n';
import { jsonProblem } from '@/components/forms/json-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { Provider } from '@/lib/config/schemas';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { DraftForm } from '../../_components/draft/draft-form';
import { useDraft } from '../../_components/draft/use-draft';
import { ConnectionResults } from './connection-results';
import { ProviderFields } from './provider-fields';
import { readProviderForm } from './read-provider-form';
import { useConnectionTest } from './use-connection-test';

interface ProviderEditorProps {
  /** The one that is changed; absent for a new one. */
  provider: Provider | undefined;
  version: number;
  /** Whether the viewer may call providers, as a publisher may. */
  mayTest: boolean;
}

/** Create, change, try or remove a provider: a draft, what it would change, publish, undo. */
export function ProviderEditor({ provider, version, mayTest }: ProviderEditorProps) {
  const t = useT();
  const draft = useDraft({ version, form: `provider-${provider?.id ?? ''}` });
  const test = useConnectionTest(draft.refuse);
  const title =
    provider === undefined ? t('Add a provider') : t('Change {name}', { name: provider.name ?? provider.id });
  const read = (form: FormData): ConfigEdit | undefined => {
    const problem = jsonProblem(t, String(form.get('further') ?? ''));
    if (problem !== undefined) {
      draft.refuse([{ path: 'further', message: problem }]);
      return undefined;
    }
    const put = readProviderForm(form);
    if (form.get('step') !== 'test') return { section: 'providers', put, create: provider === undefined };
    draft.discard();
    test.run(put);
    return undefined;
  };
  return (
    <Card id="edit" aria-label={t('Provider editor')}>
      <CardHeader>
        <div>
          <CardTitle>{title}</CardTitle>
          <CardNote>
            {t('Nothing changes before you have seen what would, and published it. Keys are never shown.')}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <DraftForm
          draft={draft}
          className="sm:grid-cols-2 lg:grid-cols-4"
          read={read}
          buttons={
            <>
              {mayTest && (
                <SubmitButton name="step" value="test" disabled={test.pending}>
                  {test.pending ? t('Calling…') : t('Test the connection')}
                </SubmitButton>
              )}
              {provider !== undefined && (
                <Button
                  type="button"
                  variant="danger"
                  disabled={draft.pending}
                  onClick={() => draft.preview({ section: 'providers', remove: provider.id })}
                >
                  {t('Remove it')}
                </Button>
              )}
            </>
          }
          below={<ConnectionResults results={test.results} />}
        >
          <ProviderFields provider={provider} />
        </DraftForm>
      </CardBody>
    </Card>
  );
}
