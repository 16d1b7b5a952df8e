import { Choose } from '@/components/layout/choose';

interface SelectFieldProps {
  /** Where a page has two fields of this name. */
  id?: string;
  name: string;
  label: string;
  options: readonly (string | { value: string; label: string })[];
  /** Chosen at first; with `onChange`, chosen now. */
  value?: string;
  onChange?: (value: string) => void;
}

/** A choice from options with words, kept by the form around it or by `onChange`. */
export function SelectField({ name, label, options, value, onChange, id }: SelectFieldProps) {
  const chosen =
    onChange === undefined
      ? { defaultValue: value }
      : { value, onChange: (event: { target: { value: string } }) => onChange(event.target.value) };
  const pairs = options.map((option) =>
    typeof option === 'string' ? option : ([option.value, option.label] as const),
  );
  return <Choose id={id ?? `field-${name}`} name={name} label={label} options={pairs} {...chosen} />;
}
