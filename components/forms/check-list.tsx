'use client';
import { useFieldProblem } from './field-problems';

interface CheckListProps {
  legend: string;
  name: string;
  items: readonly { value: string; label: string }[];
  /** Chosen at first. */
  checked?: readonly string[];
}

/** Several of a list. What is wrong with the choice is said below it, and of its first box. */
export function CheckList({ legend, name, items, checked = [] }: CheckListProps) {
  const problem = useFieldProblem(name);
  const note = `choice-${name}-note`;
  const wrong = problem === undefined ? {} : { 'aria-invalid': true, 'aria-describedby': note };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-1 text-xs font-medium text-ink-soft">{legend}</legend>
      <div className="flex max-h-48 flex-wrap gap-x-4 gap-y-1 overflow-y-auto">
        {items.map(({ value, label }, index) => (
          <label key={value} className="flex items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              name={name}
              value={value}
              defaultChecked={checked.includes(value)}
              {...(index === 0 ? wrong : {})}
            />
            {label}
          </label>
        ))}
      </div>
      {problem !== undefined && (
        <p id={note} className="mt-1 text-xs text-bad">
          {problem}
        </p>
      )}
    </fieldset>
  );
}
