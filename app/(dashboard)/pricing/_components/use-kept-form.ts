'use client';
import type { FormEvent } from 'react';
import { useSend } from '@/components/forms/use-send';
import type { FormResult } from '../form-result';

type Wrong = Extract<FormResult, { kind: 'wrong' }>;
type Action<R> = (previous: R | null, form: FormData) => Promise<R>;

/**
 * A form that is looked at first and published after, with the same fields. Handed to React as a plain `action` it would
 * be cleared after each answer, selects that are kept in state too, and would publish something else than was looked at.
 */
export function useKeptForm<R>(serverAction: Action<R>) {
  const { state, pending, send } = useSend<R | Wrong | null>(
    (before, form) => serverAction(before as R | null, form),
    null,
    (message) => ({ kind: 'wrong', fields: {}, message }),
  );
  /** `also`: what goes along with the fields. */
  const onSubmit = (event: FormEvent<HTMLFormElement>, also: Readonly<Record<string, string>> = {}) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    for (const [name, value] of Object.entries(also)) form.set(name, value);
    send(form, event.currentTarget);
  };
  return { result: state as R | Wrong | null, pending, onSubmit };
}
