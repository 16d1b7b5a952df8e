import type { ComponentProps } from 'react';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';

interface ChooseProps extends ComponentProps<'select'> {
  name: string;
  label: string;
  options: readonly (readonly [value: string, words: string])[];
}

/** A labelled choice. `id` tells two of one name on a page apart. */
export function Choose({ label, options, ...props }: ChooseProps) {
  const id = props.id ?? `choose-${props.name}`;
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Select {...props} id={id}>
        {options.map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </Select>
    </div>
  );
}
