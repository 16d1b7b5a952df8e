'use client';
import { useId, type ComponentProps } from 'react';
import { useFieldProblem } from '@/components/forms/field-problems';
import { cn } from '@/components/ui/class-names';
import { Input } from '@/components/ui/input';

type CellInputProps = Omit<ComponentProps<'input'>, 'onChange'> & {
  name: string;
  /** Read out: the column and the row. */
  label: string;
  numeric?: boolean;
  onChange: (value: string) => void;
};

/** A field in a table, whose column's head is its label. `name`: its path, by which the form says what is wrong with it. */
export function CellInput({ label, numeric, onChange, className, ...props }: CellInputProps) {
  const id = useId();
  const problem = useFieldProblem(props.name);
  return (
    <>
      <Input
        aria-label={label}
        {...(numeric === true ? { inputMode: 'decimal' as const } : {})}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={problem === undefined ? undefined : id}
        className={cn(numeric === true && 'w-28 text-right', className)}
        onChange={(event) => onChange(event.target.value)}
        {...props}
      />
      {problem !== undefined && (
        <p id={id} className="max-w-40 pt-1 text-xs text-bad">
          {problem}
        </p>
      )}
    </>
  );
}
