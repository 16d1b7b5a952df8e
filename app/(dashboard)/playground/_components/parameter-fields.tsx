import { useT } from '#i18n';
import { Field } from '@/components/layout/field';
import { msg } from '@/lib/i18n/msg';
import type { T } from '@/lib/i18n/t';
import type { Prompt } from '@/lib/playground/schemas';
import { JsonField } from './json-field';

type Parameters = Prompt['parameters'];

const FIELDS = [
  { name: 'temperature', label: msg('Temperature'), min: 0, max: 2, step: 0.1 },
  { name: 'topP', label: msg('Top p'), min: 0, max: 1, step: 0.05 },
  { name: 'maxTokens', label: msg('Max output tokens'), min: 1, max: 1_000_000, step: 1 },
  { name: 'seed', label: msg('Seed'), min: 0, max: 2_147_483_647, step: 1 },
] as const satisfies readonly {
  name: keyof Parameters;
  label: string;
  min: number;
  max: number;
  step: number;
}[];

function withNumber(parameters: Parameters, name: keyof Parameters, written: string): Parameters {
  const { [name]: _before, ...others } = parameters;
  const value = Number(written);
  return written.trim() === '' || !Number.isFinite(value) ? others : { ...others, [name]: value };
}

function rangeProblem(
  t: T,
  { min, max, step }: (typeof FIELDS)[number],
  value: number | undefined,
): string | undefined {
  if (value === undefined) return undefined;
  if (value < min || value > max) return t('From {min} to {max}.', { min, max });
  return step === 1 && !Number.isInteger(value) ? t('A whole number.') : undefined;
}

/** Parameters that are left empty are not sent, so each model keeps its own. */
export function ParameterFields({
  prompt,
  onChange,
}: {
  prompt: Prompt;
  onChange: (prompt: Prompt) => void;
}) {
  const t = useT();
  return (
    <>
      <div className="grid grid-cols-2 gap-3">
        {FIELDS.map((field) => (
          <Field
            key={field.name}
            name={field.name}
            label={t(field.label)}
            type="number"
            inputMode="decimal"
            min={field.min}
            max={field.max}
            step={field.step}
            placeholder={t('default')}
            value={prompt.parameters[field.name] ?? ''}
            error={rangeProblem(t, field, prompt.parameters[field.name])}
            onChange={(event) =>
              onChange({
                ...prompt,
                parameters: withNumber(prompt.parameters, field.name, event.target.value),
              })
            }
          />
        ))}
      </div>
      <JsonField
        label={t('Tools')}
        what="array"
        hint={t('A JSON array, as the chat API takes it.')}
        value={prompt.tools}
        onChange={(tools) => onChange({ ...prompt, tools })}
      />
      <JsonField
        label={t('JSON schema of the answer')}
        what="object"
        hint={t('The answer is then JSON that meets it.')}
        value={prompt.jsonSchema}
        onChange={(jsonSchema) => onChange({ ...prompt, jsonSchema })}
      />
    </>
  );
}
