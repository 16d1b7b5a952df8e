'use client';
import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import type { RuleField } from '@/lib/routing/rule-form/fields';
import { sayWord } from '@/lib/i18n/say-word';

interface RuleFieldInputProps {
  id: string;
  field: RuleField;
  text: string;
  onText: (text: string) => void;
}

/** The input for one part of a rule; emptied, the part goes. */
export function RuleFieldInput({ id, field, text, onText }: RuleFieldInputProps) {
  const t = useT();
  const { kind, options, path } = field;
  const label = t(field.label);
  const hint = field.hint && t(field.hint);
  if (kind === 'list' && options !== undefined)
    return <Several id={id} label={label} options={options} text={text} onText={onText} />;
  if (kind === 'flag' || options !== undefined) {
    const choices = kind === 'flag' ? ['yes', 'no'] : (options ?? []);
    return (
      <div className="flex flex-col gap-1">
        <Label htmlFor={id}>{label}</Label>
        <Select id={id} value={text} onChange={(event) => onText(event.target.value)}>
          <option value="">{t('not looked at')}</option>
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {choice}
            </option>
          ))}
        </Select>
        {hint !== undefined && <p className="text-xs text-ink-soft">{hint}</p>}
      </div>
    );
  }
  return (
    <Field
      id={id}
      name={path}
      label={label}
      value={text}
      inputMode={kind === 'number' ? 'decimal' : undefined}
      {...(hint === undefined ? {} : { hint })}
      onChange={(event) => onText(event.target.value)}
    />
  );
}

interface SeveralProps {
  id: string;
  label: string;
  options: readonly string[];
  text: string;
  onText: (text: string) => void;
}

function Several({ id, label, options, text, onText }: SeveralProps) {
  const t = useT();
  const chosen = new Set(text.split(', ').filter((one) => one !== ''));
  const toggle = (option: string) => {
    if (!chosen.delete(option)) chosen.add(option);
    onText(options.filter((one) => chosen.has(one)).join(', '));
  };
  return (
    <fieldset className="flex flex-col gap-1 sm:col-span-2 xl:col-span-3">
      <legend className="text-xs font-medium text-ink-soft">{label}</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {options.map((option) => (
          <label key={option} className="flex items-center gap-1.5 text-sm">
            <input
              id={`${id}-${option}`}
              type="checkbox"
              checked={chosen.has(option)}
              onChange={() => toggle(option)}
            />
            {sayWord(t, option.replaceAll('_', ' '))}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
