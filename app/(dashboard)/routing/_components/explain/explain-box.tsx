'use client';
import { startTransition, useActionState } from 'react';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { fieldClasses } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import { Decision } from './decision';
import { explain } from './explain-action';

/** Where a prompt would go by the rules in force, and why. */
export function ExplainBox({ workspace }: { workspace: string }) {
  const t = useT();
  const [state, run, pending] = useActionState(explain, { kind: 'none' });
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
            const form = new FormData(event.currentTarget);
            startTransition(() => run(form));
          }}
        >
          <input type="hidden" name="workspace" value={workspace} />
          <div className="flex flex-col gap-1">
            <Label htmlFor="explain-prompt">{t('Prompt')}</Label>
            <textarea
              id="explain-prompt"
              name="prompt"
              rows={3}
              required
              className={cn(fieldClasses, 'h-auto py-1.5')}
            />
          </div>
          <div className="flex flex-wrap items-end gap-3">
            <Field id="explain-model" name="model" label={t('Asked for')} defaultValue="auto" />
            <Button type="submit" disabled={pending}>
              {pending ? t('Asking…') : t('Explain')}
            </Button>
          </div>
        </form>
        <div aria-live="polite">
          {state.kind === 'refused' && (
            <Alert tone="bad" role="alert">
              {state.message}
            </Alert>
          )}
          {state.kind === 'decided' && <Decision decision={state.decision} />}
        </div>
      </CardBody>
    </Card>
  );
}
