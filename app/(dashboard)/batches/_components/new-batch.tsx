'use client';
import { useRef, useState } from 'react';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { Choose } from '@/components/layout/choose';
import { Field } from '@/components/layout/field';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
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
  const file = useRef<HTMLInputElement>(null);
  // A second click may come before the button is drawn as disabled.
  const isSending = useRef(false);
  const once = async (form: FormData) => {
    if (isSending.current) return;
    isSending.current = true;
    await send(form);
    isSending.current = false;
  };
  const refuse = (message: string) => {
    setState({ step: 'refused', message });
    file.current?.focus();
  };
  const send = async (form: FormData) => {
    const chosen = form.get('file');
    if (!(chosen instanceof File) || chosen.size === 0) return refuse(t('Choose a file that is not empty.'));
    setState({ step: 'sending' });
    const query = new URLSearchParams({ workspace, name: chosen.name, model: String(form.get('model')) });
    try {
      const answer = await fetch(`/batches/upload?${query}`, { method: 'POST', body: chosen });
      const said = (await answer.json()) as Uploaded | { message: string };
      if ('message' in said) refuse(t.said(said.message));
      else setState({ step: 'taken', name: chosen.name, uploaded: said });
    } catch {
      refuse(t('The connection broke off; nothing was started.'));
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
          className="flex flex-wrap items-start gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            void once(new FormData(event.currentTarget));
          }}
        >
          <Field
            ref={file}
            id="batch-file"
            name="file"
            label={t('File')}
            type="file"
            className="py-1"
            accept=".jsonl,.csv,.txt"
            required
            error={state.step === 'refused' ? state.message : undefined}
          />
          <Choose
            id="batch-model"
            name="model"
            label={t('Model of CSV rows that name none')}
            options={models}
            defaultValue={models[0]}
          />
          <SubmitButton className="sm:mt-5" disabled={state.step === 'sending'}>
            {state.step === 'sending' ? t('Uploading…') : t('Upload and estimate')}
          </SubmitButton>
        </form>
        <div aria-live="polite">
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
