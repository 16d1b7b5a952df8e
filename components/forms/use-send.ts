'use client';
import { startTransition, useActionState, useEffect, useRef } from 'react';
import { useT } from '#i18n';
import { focusFirstWrong } from './field-problems';
import { lostWords } from './lost-words';

type Action<S, D> = (previous: Awaited<S>, data: D) => Promise<S>;

/**
 * Sends a form to an action of the server: one at a time, so that a double click does one thing. What never reached the
 * server is a result like any other (`lost`), else the whole page would go with what was typed in it. The first field that is
 * marked as wrong then has the focus.
 */
export function useSend<S, D = FormData>(
  action: Action<S, D>,
  first: Awaited<S>,
  lost: (message: string) => S,
) {
  const t = useT();
  const sent = useRef<HTMLFormElement>(undefined);
  const [state, run, pending] = useActionState<S, D>(async (previous, data) => {
    try {
      return await action(previous, data);
    } catch (error) {
      return lost(lostWords(t, error));
    }
  }, first);
  // A second click may come before the button is drawn as disabled.
  const isSending = useRef(false);
  useEffect(() => {
    isSending.current = pending;
  }, [pending]);
  useEffect(() => {
    focusFirstWrong(sent.current ?? null);
    sent.current = undefined;
  }, [state]);
  /** `form`: where the fields are. Returns whether it was sent. */
  const send = (data: D, form?: HTMLFormElement): boolean => {
    if (isSending.current) return false;
    isSending.current = true;
    sent.current = form;
    startTransition(() => run(data));
    return true;
  };
  return { state, pending, send };
}
