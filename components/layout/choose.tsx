'use client';
import type { ComponentProps } from 'react';
import { useFieldProblem } from '@/components/forms/field-problems';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';

interface ChooseProps extends ComponentProps<'select'> {
  name: string;
  label: string;
  /** Values, with their words where these are others. */
  options: readonly (string | readonly [value: string, words: string])[];
  hint?: string;
}

/** A labelled choice. `id` tells two of one name on a page apart. */
export function Choose({ label, options, hint, ...props }: ChooseProps) {
  const id = props.id ?? `choose-${props.name}`;
  const error = useFieldProblem(props.name);
  const note = error ?? hint;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Select
        {...props}
        id={id}
        aria-invalid={error === undefined ? undefined : true}
        aria-describedby={note === undefined ? undefined : `${id}-note`}
      >
        {options.map((option) => {
          const [value, words] = typeof option === 'string' ? [option, option] : option;
          return (
            <option key={value} value={value}>
              {words}
            </option>
          );
        })}
      </Select>
      {note !== undefined && (
        <p id={`${id}-note`} className={error === undefined ? 'text-xs text-ink-soft' : 'text-xs text-bad'}>
          {note}
        </p>
      )}
    </div>
  );
}
