'use client';
import type { ComponentProps } from 'react';
import { useFieldNote, type FieldNote } from '@/components/forms/use-field-note';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';

interface LongFieldProps extends Omit<ComponentProps<'textarea'>, keyof FieldNote>, FieldNote {
  name: string;
  label: string;
}

/** A labelled input of several lines. `id` tells two of one name on a page apart. */
export function LongField({ label, hint, error, path, ...props }: LongFieldProps) {
  const id = props.id ?? `field-${props.name}`;
  const { note, tied } = useFieldNote(id, props.name, { hint, error, path });
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Textarea {...props} {...tied} id={id} />
      {note}
    </div>
  );
}
