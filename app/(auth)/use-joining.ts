import { useActionState, type FormEvent } from 'react';
import { useSend } from '@/components/forms/use-send';
import type { SetupResult } from '@/lib/users/set-up/redeem-setup-token';

type Joined = SetupResult | { kind: 'failed'; message: string };
type Join = (previous: SetupResult | null, form: FormData) => Promise<SetupResult>;

/**
 * Sends the form that makes an account. Without `onSubmit` React would empty it after each answer; `action` is for the form
 * that is sent before its page has come alive.
 */
export function useJoining(join: Join) {
  const [early, action] = useActionState(join, null);
  const { state, pending, send } = useSend<Joined | null>(
    (_previous, form) => join(null, form),
    null,
    (message) => ({ kind: 'failed', message }),
  );
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    send(new FormData(event.currentTarget), event.currentTarget);
  };
  return { result: state ?? early, pending, action, onSubmit };
}
