'use client';
import { useId, useState, type ReactNode } from 'react';
import { useT } from '#i18n';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { textOf, valueAt, type DraftRule } from '@/lib/routing/rule-form/field-text';
import type { RuleField } from '@/lib/routing/rule-form/fields';
import type { FieldTexts } from './rule-editor';
import { RuleFieldInput } from './rule-field-input';

interface FieldGroupProps {
  legend: string;
  /** Words over the choice of a further field. */
  add: string;
  rule: DraftRule;
  /** What was typed, by path. */
  texts: FieldTexts;
  onText: (path: string, text: string) => void;
  /** Fields that are there always. */
  always?: readonly RuleField[];
  /** Fields that are there once the rule has a value for them, or they were chosen. */
  optional: readonly RuleField[];
  children?: ReactNode;
}

/** Fields of a rule under one heading, with a way to get further ones. */
export function FieldGroup(props: FieldGroupProps) {
  const t = useT();
  const { legend, add, rule, texts, onText, always = [], optional, children } = props;
  const id = useId();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const isShown = ({ path }: RuleField) =>
    chosen.includes(path) || path in texts || valueAt(rule, path) !== undefined;
  const more = optional.filter((field) => !isShown(field));
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-1 text-xs font-semibold">{legend}</legend>
      <div className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {children}
        {[...always, ...optional.filter(isShown)].map((field) => (
          <RuleFieldInput
            key={field.path}
            id={`${id}-${field.path}`}
            field={field}
            text={texts[field.path] ?? textOf(valueAt(rule, field.path), field.kind)}
            onText={(text) => onText(field.path, text)}
          />
        ))}
      </div>
      {more.length > 0 && (
        <div className="flex max-w-64 flex-col gap-1">
          <Label htmlFor={`${id}-add`}>{add}</Label>
          <Select id={`${id}-add`} value="" onChange={(event) => setChosen([...chosen, event.target.value])}>
            <option value="">{t('Choose…')}</option>
            {more.map(({ path, label }) => (
              <option key={path} value={path}>
                {t(label)}
              </option>
            ))}
          </Select>
        </div>
      )}
    </fieldset>
  );
}
