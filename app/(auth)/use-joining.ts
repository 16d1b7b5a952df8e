import { useActionState, type FormEvent } from 'react';
import type { FieldProblems } from '@/components/forms/field-problems';
import { useSend } from '@/components/forms/use-send';
import type { Joined } from '@/lib/users/set-up/joined';

type Answer = Joined | { kind: 'failed'; message: string };
type Join = (previous: Joined | null, form: FormData) => Promise<Joined>;

const NONE: FieldProblems = {};

/**
 * Sends the form that makes an account. Without `onSubmit` React would empty it after each answer; `action` is for the form
 * that is sent before its page has come alive.
 */
export function useJoining(join: Join) {
  const [early, action] = useActionState(join, null);
  const { state, pending, send } = useSend<Answer | null>(
    (_previous, form) => join(null, form),
    null,
    (message) => ({ kind: 'failed', message }),
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(new FormData(event.currentTarget), event.currentTarget);
  };
  const result = state ?? early;
  return {
    result,
    /** By field. */
    problems: result?.kind === 'invalid' ? result.fields : NONE,
    busy: pending || result?.kind === 'created',
    action,
    onSubmit,
  };
}

export type Joining = ReturnType<typeof useJoining>;
