'use client';
import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/class-names';
import { Input } from '@/components/ui/input';

type CellInputProps = Omit<ComponentProps<'input'>, 'onChange'> & {
  /** Read out: the column and the row. */
  label: string;
  numeric?: boolean;
  onChange: (value: string) => void;
};

/** A field in a table, whose column's head is its label. */
export function CellInput({ label, numeric, onChange, className, ...props }: CellInputProps) {
  return (
    <Input
      aria-label={label}
      {...(numeric === true ? { inputMode: 'decimal' as const } : {})}
      className={cn(numeric === true && 'w-28 text-right', className)}
      onChange={(event) => onChange(event.target.value)}
      {...props}
    />
  );
}
