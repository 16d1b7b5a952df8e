import type { ComponentProps } from 'react';
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
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Select {...props} id={id} aria-describedby={hint === undefined ? undefined : `${id}-note`}>
        {options.map((option) => {
          const [value, words] = typeof option === 'string' ? [option, option] : option;
          return (
            <option key={value} value={value}>
              {words}
            </option>
          );
        })}
      </Select>
      {hint !== undefined && (
        <p id={`${id}-note`} className="text-xs text-ink-soft">
          {hint}
        </p>
      )}
    </div>
  );
}
