'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import type { Uploaded } from '../upload/route';
import { StartBatch } from './start-batch';

interface NewBatchProps {
  workspace: string;
  zone: string;
  models: readonly string[];
}

type State = { step: 'choose' } | { step: 'sending' } | { step: 'refused'; message: string } | Taken;
type Taken = { step: 'taken'; name: string; uploaded: Uploaded };

/** A file of requests: uploaded, estimated, and only then started. */
export function NewBatch({ workspace, zone, models }: NewBatchProps) {
  const t = useT();
  const [state, setState] = useState<State>({ step: 'choose' });
  const send = async (form: FormData) => {
    const file = form.get('file');
    if (!(file instanceof File) || file.size === 0) {
      setState({ step: 'refused', message: t('Choose a file that is not empty.') });
      return;
    }
    setState({ step: 'sending' });
    const query = new URLSearchParams({ workspace, name: file.name, model: String(form.get('model')) });
    try {
      const answer = await fetch(`/batches/upload?${query}`, { method: 'POST', body: file });
      const said = (await answer.json()) as Uploaded | { message: string };
      if ('message' in said) setState({ step: 'refused', message: said.message });
      else setState({ step: 'taken', name: file.name, uploaded: said });
    } catch {
      setState({ step: 'refused', message: t('The connection broke off; nothing was started.') });
    }
  };
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('New batch')}</CardTitle>
        <CardNote>{t('JSONL as OpenAI’s batch API takes it, or CSV with a column “prompt”')}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <form
          aria-label={t('File of a batch')}
          className="flex flex-wrap items-end gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void send(new FormData(event.currentTarget));
          }}
        >
          <div className="flex min-w-0 flex-col gap-1">
            <Label htmlFor="batch-file">{t('File')}</Label>
            <Input
              id="batch-file"
              name="file"
              type="file"
              className="py-1"
              accept=".jsonl,.csv,.txt"
              required
            />
          </div>
          <div className="flex flex-col gap-1">
            <Label htmlFor="batch-model">{t('Model of CSV rows that name none')}</Label>
            <Select id="batch-model" name="model" defaultValue={models[0]}>
              {models.map((model) => (
                <option key={model}>{model}</option>
              ))}
            </Select>
          </div>
          <Button type="submit" disabled={state.step === 'sending'}>
            {state.step === 'sending' ? t('Uploading…') : t('Upload and estimate')}
          </Button>
        </form>
        <div aria-live="polite">
          {state.step === 'refused' && (
            <Alert tone="bad" role="alert">
              {state.message}
            </Alert>
          )}
          {state.step === 'taken' && (
            <StartBatch
              key={state.uploaded.fileId}
              workspace={workspace}
              zone={zone}
              name={state.name}
              uploaded={state.uploaded}
            />
          )}
        </div>
      </CardBody>
    </Card>
  );
}
