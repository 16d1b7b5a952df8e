'use client';
import type { ComponentProps } from 'react';
import { useFieldNote, type FieldNote } from '@/components/forms/use-field-note';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';

interface ChooseProps extends Omit<ComponentProps<'select'>, keyof FieldNote>, FieldNote {
  name: string;
  label: string;
  /** Values, with their words where these are others. */
  options: readonly (string | readonly [value: string, words: string])[];
}

/** A labelled choice. `id` tells two of one name on a page apart. */
export function Choose({ label, options, hint, error, path, ...props }: ChooseProps) {
  const id = props.id ?? `choose-${props.name}`;
  const { note, tied } = useFieldNote(id, props.name, { hint, error, path });
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Select {...props} {...tied} id={id}>
        {options.map((option) => {
          const [value, words] = typeof option === 'string' ? [option, option] : option;
          return (
            <option key={value} value={value}>
              {words}
            </option>
          );
        })}
      </Select>
      {note}
    </div>
  );
}
