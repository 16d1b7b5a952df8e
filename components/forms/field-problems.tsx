'use client';
import { createContext, useContext } from 'react';

/** By name of a field, or by a path that it writes: what the server found wrong with what it was sent. */
export type FieldProblems = Readonly<Record<string, string>>;

const Context = createContext<FieldProblems>({});

export const FieldProblemsProvider = Context.Provider;

/** What the form around it was told of a field. */
export const useFieldProblem = (name: string): string | undefined => useContext(Context)[name];

/** What it was told of a field that holds several things, each with its name; undefined: nothing. */
export function useFieldProblems(name: string, holds: readonly string[]): string | undefined {
  const problems = useContext(Context);
  const own = problems[name] === undefined ? [] : [problems[name]];
  const parts = holds.flatMap((one) => (problems[one] === undefined ? [] : [`${one}: ${problems[one]}`]));
  return [...own, ...parts].join('\n') || undefined;
}

/** The names and paths of a form's fields that somebody can see: what is wrong with others is said below the form. */
export const shownNames = (form: HTMLFormElement): string[] =>
  [...form.querySelectorAll<HTMLInputElement>('[name]:not([type=hidden])')].flatMap(
    ({ name, dataset }) => dataset['paths']?.split(' ') ?? [name],
  );

/** Goes to the first field that something is wrong with. */
export const focusFirstWrong = (form: HTMLElement | null): void => {
  const field = form?.querySelector<HTMLElement>('[aria-invalid=true]');
  const fold = field?.closest('details');
  if (fold) fold.open = true;
  field?.focus();
};
