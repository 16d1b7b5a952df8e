'use client';
import { startTransition, useActionState, type FormEvent } from 'react';

type Action<R> = (previous: R | null, form: FormData) => Promise<R>;

/**
 * A form that is looked at first and published after, with the same fields. Handed to React as a plain `action` it would
 * be cleared after each answer, selects that are kept in state too, and would publish something else than was looked at.
 * `lost` is the result when the server was not reached.
 */
export function useKeptForm<R>(serverAction: Action<R>, lost?: R) {
  const [result, dispatch, pending] = useActionState<R | null, FormData>(async (before, form) => {
    try {
      return await serverAction(before as R | null, form);
    } catch (error) {
      // Next's own way out of an action, such as to the sign-in page.
      if (lost === undefined || (error instanceof Error && 'digest' in error)) throw error;
      return lost;
    }
  }, null);
  /** `also`: what goes along with the fields. */
  const onSubmit = (event: FormEvent<HTMLFormElement>, also: Readonly<Record<string, string>> = {}) => {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const form = new FormData(event.currentTarget, submitter);
    for (const [name, value] of Object.entries(also)) form.set(name, value);
    startTransition(() => dispatch(form));
  };
  return { result, pending, onSubmit };
}
