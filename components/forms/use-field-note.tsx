'use client';
import type { ReactNode } from 'react';
import { useFieldProblem } from './field-problems';

export interface FieldNote {
  /** Said below the field, and read out with it, unless something is wrong. */
  hint?: string | undefined;
  /** What is wrong, where the form knows it by itself. */
  error?: string | undefined;
  /** What the field writes, where a refusal names that otherwise than by the field's name. */
  path?: string | undefined;
}

/** What stands below a field: its hint, or what is wrong with it; and what ties the two together. */
export function useFieldNote(id: string, name: string, { hint, error, path }: FieldNote) {
  const told = useFieldProblem(path ?? name);
  const wrong = error ?? told;
  const words = wrong ?? hint;
  const note: ReactNode = words !== undefined && (
    <p id={`${id}-note`} className={wrong === undefined ? 'text-xs text-ink-soft' : 'text-xs text-bad'}>
      {words}
    </p>
  );
  return {
    note,
    tied: {
      'data-paths': path,
      'aria-invalid': wrong === undefined ? undefined : true,
      'aria-describedby': words === undefined ? undefined : `${id}-note`,
    },
  };
}
