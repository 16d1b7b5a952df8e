'use client';
import { useEffect, useRef, type ReactNode } from 'react';
import { useT } from '#i18n';
import { FieldProblemsProvider } from '@/components/forms/field-problems';
import { SubmitButton } from '@/components/forms/submit-button';
import { CopyButton } from '@/components/layout/copy-button';
import { Alert } from '@/components/ui/alert';
import { cn } from '@/components/ui/class-names';
import { NOTHING_YET, type ActionState, type FormAction } from './action-state';
import { useFormAction } from './use-form-action';

interface ActionFormProps {
  action: FormAction;
  /** Words on the button. */
  submit: string;
  /** Before the words. */
  icon?: ReactNode;
  variant?: 'primary' | 'danger' | 'outline';
  /** Asked before it is sent. */
  confirm?: string;
  /** The server alone says what is wrong, beside the fields; a browser says it in a bubble, in its own language. */
  noValidate?: boolean;
  /** In place of its fields and its button where there is nothing to do any more; what it last said stays. */
  instead?: ReactNode;
  className?: string;
  children?: ReactNode;
}

/**
 * A form over one verb: says what became of it, beside the fields where it is theirs; keeps what was typed when it is refused,
 * shows secrets once.
 */
export function ActionForm({
  action,
  submit,
  icon,
  variant,
  confirm,
  noValidate,
  instead,
  className,
  children,
}: ActionFormProps) {
  const t = useT();
  const { state, pending, submit: send, fields, rest } = useFormAction<ActionState>(action, NOTHING_YET);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (state.kind === 'done') form.current?.reset();
  }, [state]);
  return (
    <form
      ref={form}
      noValidate={noValidate}
      className={cn('flex flex-col gap-3', className)}
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending && (confirm === undefined || window.confirm(confirm))) send(event.currentTarget);
      }}
    >
      {instead ?? (
        <>
          <FieldProblemsProvider value={fields}>{children}</FieldProblemsProvider>
          <div>
            <SubmitButton variant={variant ?? 'primary'} disabled={pending}>
              {icon}
              {pending ? t('Working…') : submit}
            </SubmitButton>
          </div>
        </>
      )}
      <Outcome state={state} refusals={rest} />
    </form>
  );
}

function Outcome({ state, refusals }: { state: ActionState; refusals: readonly string[] }) {
  const t = useT();
  if (state.kind === 'none') return null;
  if (state.kind === 'refused')
    return (
      <Alert tone="bad" role="alert">
        {refusals.length === 0 ? t('Nothing was changed: look at the marked fields.') : refusals.join(' ')}
      </Alert>
    );
  return (
    <Alert role="status" className="flex min-w-0 flex-col gap-2">
      <p>{state.message}</p>
      {state.secrets?.map(({ label, value }) => (
        <div key={label} className="flex min-w-0 flex-wrap items-center gap-2">
          <span className="text-xs">{label}</span>
          <code className="min-w-0 font-mono text-xs break-all whitespace-pre-wrap">{value}</code>
          <CopyButton text={value} label={t('Copy')} />
        </div>
      ))}
    </Alert>
  );
}
