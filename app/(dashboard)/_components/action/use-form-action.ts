'use client';
import { useState } from 'react';
import { besideFields, problemLine } from '@/components/forms/beside-fields';
import { shownNames } from '@/components/forms/field-problems';
import { useSend } from '@/components/forms/use-send';
import { refused, type Refusal } from './action-state';

/** Sends a form over one verb, and sorts what it was refused for: what is of a field that can be seen, and the rest. */
export function useFormAction<S extends { kind: string }>(
  action: (previous: Awaited<S | Refusal>, form: FormData) => Promise<S | Refusal>,
  first: Awaited<S>,
) {
  const [names, setNames] = useState<readonly string[]>([]);
  const { state, pending, send } = useSend<S | Refusal>(action, first, refused);
  const submit = (form: HTMLFormElement) => {
    if (send(new FormData(form), form)) setNames(shownNames(form));
  };
  const { fields, rest } = besideFields(problemsOf(state), names);
  return { state, pending, submit, fields, rest: rest.map(problemLine) };
}

const isRefusal = (state: { kind: string }): state is Refusal => state.kind === 'refused';

const problemsOf = (state: { kind: string }) => (isRefusal(state) ? state.problems : []);
