'use client';
import { useRef } from 'react';
import { useT } from '#i18n';
import { KeptForm } from '@/components/forms/kept-form';
import { jsonProblem } from '@/components/forms/json-field';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { Provider } from '@/lib/config/schemas';
import { DraftPanel } from '../../_components/draft/draft-panel';
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
  const formName = `provider-${provider?.id ?? ''}`;
  const draft = useDraft({ version, form: formName });
  const test = useConnectionTest();
  const form = useRef<HTMLDivElement>(null);
  const title =
    provider === undefined ? t('Add a provider') : t('Change {name}', { name: provider.name ?? provider.id });
  /** Says beside the form what is wrong before the server is asked. */
  const reading = (then: (entry: ReturnType<typeof readProviderForm>) => void) => {
    const element = form.current?.querySelector('form');
    if (!element?.reportValidity()) return;
    const data = new FormData(element);
    const problem = jsonProblem(t, String(data.get('further') ?? ''));
    if (problem === undefined) then(readProviderForm(data));
    else draft.refuse([{ path: t('Further settings'), message: problem }]);
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
        <div ref={form} className="flex flex-col gap-3">
          <KeptForm
            key={draft.key}
            name={formName}
            version={version}
            isDone={draft.state.step === 'published'}
            className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4"
            onSubmit={(event) => {
              event.preventDefault();
              reading((put) => draft.preview({ section: 'providers', put, create: provider === undefined }));
            }}
          >
            <ProviderFields provider={provider} />
            <div className="flex flex-wrap items-end gap-2 sm:col-span-2 lg:col-span-4">
              <Button type="submit" variant="primary" disabled={draft.pending}>
                {draft.pending ? t('Checking…') : t('Show what would change')}
              </Button>
              {mayTest && (
                <Button type="button" disabled={test.pending} onClick={() => reading(test.run)}>
                  {test.pending ? t('Calling…') : t('Test the connection')}
                </Button>
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
            </div>
          </KeptForm>
        </div>
        <ConnectionResults outcome={test.outcome} />
        <DraftPanel draft={draft} />
      </CardBody>
    </Card>
  );
}
