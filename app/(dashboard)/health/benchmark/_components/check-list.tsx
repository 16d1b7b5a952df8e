interface CheckListProps {
  legend: string;
  name: string;
  items: readonly { value: string; label: string }[];
  /** Chosen at first. */
  checked?: readonly string[];
}

/** Several of a list. */
export function CheckList({ legend, name, items, checked = [] }: CheckListProps) {
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-xs font-medium text-ink-soft">{legend}</legend>
      <div className="flex max-h-48 flex-wrap gap-x-4 gap-y-1 overflow-y-auto">
        {items.map(({ value, label }) => (
          <label key={value} className="flex items-center gap-1.5 text-sm">
            <input type="checkbox" name={name} value={value} defaultChecked={checked.includes(value)} />
            {label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
