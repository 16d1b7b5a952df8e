import { useT } from '#i18n';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { variableNames } from '@/lib/playground/fill-variables';
import type { Prompt } from '@/lib/playground/schemas';

/** A field for each `{{name}}` of the prompt; nothing where there is none. */
export function VariableFields({ prompt, onChange }: { prompt: Prompt; onChange: (prompt: Prompt) => void }) {
  const t = useT();
  const names = variableNames(prompt);
  if (names.length === 0) return null;
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="mb-1 text-xs font-medium text-ink-soft">{t('Variables')}</legend>
      {names.map((name) => (
        <div key={name} className="flex flex-col gap-1">
          <Label htmlFor={`variable-${name}`} className="font-mono">{`{{${name}}}`}</Label>
          <Textarea
            id={`variable-${name}`}
            className="min-h-8"
            rows={1}
            value={prompt.variables[name] ?? ''}
            onChange={(event) =>
              onChange({ ...prompt, variables: { ...prompt.variables, [name]: event.target.value } })
            }
          />
        </div>
      ))}
    </fieldset>
  );
}
