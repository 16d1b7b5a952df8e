'use client';
import type { ComponentProps } from 'react';
import { useFieldProblem } from '@/components/forms/field-problems';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';

interface FieldProps extends ComponentProps<'input'> {
  name: string;
  label: string;
  hint?: string;
  error?: string;
}

/** A labelled input; hint and error, its own or what the form was told of it, are read out with it. `id` tells two of one name on a page apart. */
export function Field({ label, hint, error: own, ...props }: FieldProps) {
  const told = useFieldProblem(props.name);
  const error = own ?? told;
  const id = props.id ?? `field-${props.name}`;
  const noteId = `${id}-note`;
  const note = error ?? hint;
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Input
        {...props}
        id={id}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : noteId}
      />
      {note !== undefined && (
        <p id={noteId} className={error === undefined ? 'text-xs text-ink-soft' : 'text-xs text-bad'}>
          {note}
        </p>
      )}
    </div>
  );
}
