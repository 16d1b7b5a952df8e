'use client';
import type { ComponentProps } from 'react';
import { useFieldNote, type FieldNote } from '@/components/forms/use-field-note';
import { Input } from '@/components/ui/input';
import { Label } from '@/components/ui/label';

interface FieldProps extends Omit<ComponentProps<'input'>, keyof FieldNote>, FieldNote {
  name: string;
  label: string;
}

/** A labelled input. `id` tells two of one name on a page apart. */
export function Field({ label, hint, error, path, ...props }: FieldProps) {
  const id = props.id ?? `field-${props.name}`;
  const { note, tied } = useFieldNote(id, props.name, { hint, error, path });
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Input {...props} {...tied} id={id} />
      {note}
    </div>
  );
}
