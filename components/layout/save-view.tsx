'use client';
import { useRef, useState } from 'react';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { Field } from './field';

interface SaveViewProps {
  /** Returns why it was refused, if it was. */
  save: (name: string, shared: boolean) => Promise<string | undefined>;
}

/** Keeps the present state of the page under a name. What was typed stays when it is refused. */
export function SaveView({ save }: SaveViewProps) {
  const t = useT();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  // A second click may come before the button is drawn as disabled.
  const isSending = useRef(false);
  return (
    <form
      className="flex flex-wrap items-end gap-3 border-t pt-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (isSending.current) return;
        isSending.current = true;
        const form = event.currentTarget;
        const data = new FormData(form);
        const name = String(data.get('name')).trim();
        if (name === '') {
          isSending.current = false;
          setProblem(t('A view needs a name.'));
          form.querySelector<HTMLElement>('[name=name]')?.focus();
          return;
        }
        setPending(true);
        void save(name, data.get('shared') !== null).then((why) => {
          isSending.current = false;
          setPending(false);
          setProblem(why);
          if (why === undefined) form.reset();
          else form.querySelector<HTMLElement>('[name=name]')?.focus();
        });
      }}
    >
      <div className="min-w-40 flex-1">
        <Field
          id="view-name"
          name="name"
          label={t('Save what you see as')}
          required
          maxLength={100}
          autoComplete="off"
          error={problem}
        />
      </div>
      <label className="flex h-8 items-center gap-1.5">
        <input type="checkbox" name="shared" /> {t('For everybody here')}
      </label>
      <SubmitButton variant="primary" disabled={pending}>
        {pending ? t('Saving…') : t('Save')}
      </SubmitButton>
    </form>
  );
}
