'use client';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useT } from '#i18n';
import { besideFields } from '@/components/forms/beside-fields';
import { FieldProblemsProvider, focusFirstWrong, shownNames } from '@/components/forms/field-problems';
import { KeptForm } from '@/components/forms/kept-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { cn } from '@/components/ui/class-names';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { DraftPanel } from './draft-panel';
import type { Draft } from './use-draft';

interface DraftFormProps {
  draft: Draft;
  /** What the fields and the button say; undefined: no draft comes of it. */
  read: (form: FormData) => ConfigEdit | undefined;
  className?: string;
  children: ReactNode;
  /** Beside the one that shows what would change. */
  buttons?: ReactNode;
  /** Between the form and what became of it. */
  below?: ReactNode;
}

/**
 * An entry of the configuration as a form: sent, it becomes a draft whose changes are shown below, to be published and undone.
 * What is wrong with a field is said beside it.
 */
export function DraftForm({ draft, read, className, children, buttons, below }: DraftFormProps) {
  const t = useT();
  const { state, pending } = draft;
  const form = useRef<HTMLDivElement>(null);
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    if (state.kind === 'refused') focusFirstWrong(form.current);
  }, [state]);
  const { fields, rest } = besideFields(state.kind === 'refused' ? state.problems : [], names);
  return (
    <FieldProblemsProvider value={fields}>
      <div ref={form} className="flex flex-col gap-3">
        <KeptForm
          key={draft.key}
          name={draft.form}
          version={draft.version}
          isDone={state.kind === 'published'}
          className={cn('grid gap-3', className)}
          onSubmit={(event) => {
            event.preventDefault();
            setNames(shownNames(event.currentTarget));
            const { submitter } = event.nativeEvent as SubmitEvent;
            const edit = read(new FormData(event.currentTarget, submitter));
            if (edit !== undefined) draft.preview(edit);
          }}
        >
          {children}
          <div className="col-span-full flex flex-wrap items-end gap-2">
            <SubmitButton variant="primary" disabled={pending}>
              {pending ? t('Checking…') : t('Show what would change')}
            </SubmitButton>
            {buttons}
          </div>
        </KeptForm>
      </div>
      {below}
      <DraftPanel draft={draft} problems={rest} />
    </FieldProblemsProvider>
  );
}
