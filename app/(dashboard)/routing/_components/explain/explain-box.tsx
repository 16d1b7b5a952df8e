'use client';
import { useT } from '#i18n';
import { FieldProblemsProvider } from '@/components/forms/field-problems';
import { SubmitButton } from '@/components/forms/submit-button';
import { Field } from '@/components/layout/field';
import { LongField } from '@/components/layout/long-field';
import { Alert } from '@/components/ui/alert';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { useFormAction } from '../../../_components/action/use-form-action';
import { Decision } from './decision';
import { explain, type Explained } from './explain-action';

/** Where a prompt would go by the rules in force, and why. */
export function ExplainBox({ workspace }: { workspace: string }) {
  const t = useT();
  const { state, pending, submit, fields, rest } = useFormAction<Explained>(explain, { kind: 'none' });
  return (
    <Card aria-label={t('Explain a request')}>
      <CardHeader>
        <div>
          <CardTitle>{t('Explain a request')}</CardTitle>
          <CardNote>
            {t('Where a prompt would go by the rules in force, and why. Nobody is called, nothing is kept.')}
          </CardNote>
        </div>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <form
          className="flex flex-col gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            submit(event.currentTarget);
          }}
        >
          <FieldProblemsProvider value={fields}>
            <input type="hidden" name="workspace" value={workspace} />
            <LongField id="explain-prompt" name="prompt" label={t('Prompt')} rows={3} required />
            <Field id="explain-model" name="model" label={t('Asked for')} defaultValue="auto" />
          </FieldProblemsProvider>
          <div>
            <SubmitButton disabled={pending}>{pending ? t('Asking…') : t('Explain')}</SubmitButton>
          </div>
        </form>
        <div aria-live="polite">
          {state.kind === 'refused' && rest.length > 0 && (
            <Alert tone="bad" role="alert">
              {rest.join(' ')}
            </Alert>
          )}
          {state.kind === 'decided' && <Decision decision={state.decision} />}
        </div>
      </CardBody>
    </Card>
  );
}
