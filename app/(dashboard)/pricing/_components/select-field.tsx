import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';

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

export function SelectField({
  name,
  label,
  options,
  value,
  onChange,
  id = `field-${name}`,
}: SelectFieldProps) {
  const chosen =
    onChange === undefined
      ? { defaultValue: value }
      : { value, onChange: (event: { target: { value: string } }) => onChange(event.target.value) };
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} name={name} {...chosen}>
        {options.map((option) => {
          const { value: key, label: text } =
            typeof option === 'string' ? { value: option, label: option } : option;
          return (
            <option key={key} value={key}>
              {text}
            </option>
          );
        })}
      </Select>
    </div>
  );
}
