'use client';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { textOf, valueAt, type DraftRule } from '@/lib/routing/rule-form/field-text';
import {
  CONDITION_FIELDS,
  SETTING_FIELDS,
  USE_FIELDS,
  USES,
  type RuleField,
  type Use,
} from '@/lib/routing/rule-form/fields';
import { wayOf, withUse } from '@/lib/routing/rule-form/rule-use';
import type { FieldTexts } from './rule-editor';
import { RuleFieldInput } from './rule-field-input';

interface RuleFormProps {
  rule: DraftRule;
  name: RuleField;
  /** What was typed, by path. */
  texts: FieldTexts;
  onText: (path: string, text: string) => void;
  /** Another shape of the rule, with all that was typed in it. */
  onRule: (rule: DraftRule) => void;
  onKeep: () => void;
  onClose: () => void;
}

const USE_WORDS: Readonly<Record<Use, string>> = {
  targets: 'to these targets, in order',
  tier: 'to the models of a tier',
  weights: 'to several, by percent',
  learned: 'where the learned router says',
  pin: 'to one target',
  alias: 'to an alias',
};

const isUsed = (rule: DraftRule) => (field: RuleField) => valueAt(rule, field.path) !== undefined;

/** The fields of a rule: its conditions, where it sends a request, and what it sets beside. */
export function RuleForm({ rule, name, texts, onText, onRule, onKeep, onClose }: RuleFormProps) {
  const id = useId();
  const [shown, setShown] = useState<readonly string[]>([]);
  const use = wayOf(rule);
  const given = (fields: readonly RuleField[]) =>
    fields.filter((field) => shown.includes(field.path) || field.path in texts || isUsed(rule)(field));
  const input = (field: RuleField) => (
    <RuleFieldInput
      key={field.path}
      id={`${id}-${field.path}`}
      field={field}
      text={texts[field.path] ?? textOf(valueAt(rule, field.path), field.kind)}
      onText={(text) => onText(field.path, text)}
    />
  );
  const more = (label: string, fields: readonly RuleField[]) => (
    <MoreFields
      label={label}
      fields={fields.filter((field) => !given(fields).includes(field))}
      onAdd={(path) => setShown([...shown, path])}
    />
  );
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onKeep();
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">{input(name)}</div>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 text-xs font-semibold">When all of this holds</legend>
        <div className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {given(CONDITION_FIELDS).map(input)}
        </div>
        {more('Add a condition', CONDITION_FIELDS)}
      </fieldset>
      <fieldset className="flex flex-col gap-3">
        <legend className="mb-1 text-xs font-semibold">Send it</legend>
        <div className="grid items-start gap-3 sm:grid-cols-2 xl:grid-cols-3">
          <div className="flex flex-col gap-1">
            <Label htmlFor={`${id}-use`}>Where</Label>
            <Select
              id={`${id}-use`}
              value={use}
              onChange={(event) =>
                onRule(withUse(rule, USES.find((one) => one === event.target.value) ?? use))
              }
            >
              {USES.map((one) => (
                <option key={one} value={one}>
                  {USE_WORDS[one]}
                </option>
              ))}
            </Select>
          </div>
          {USE_FIELDS[use].map(input)}
          {given(SETTING_FIELDS).map(input)}
        </div>
        {more('Add a fallback or setting', SETTING_FIELDS)}
      </fieldset>
      <div className="flex gap-2">
        <Button type="submit" variant="primary">
          Keep
        </Button>
        <Button type="button" onClick={onClose}>
          Leave it
        </Button>
      </div>
    </form>
  );
}

interface MoreFieldsProps {
  label: string;
  fields: readonly RuleField[];
  onAdd: (path: string) => void;
}

function MoreFields({ label, fields, onAdd }: MoreFieldsProps) {
  const id = useId();
  if (fields.length === 0) return null;
  return (
    <div className="flex max-w-64 flex-col gap-1">
      <Label htmlFor={id}>{label}</Label>
      <Select id={id} value="" onChange={(event) => onAdd(event.target.value)}>
        <option value="">Choose…</option>
        {fields.map(({ path, label: words }) => (
          <option key={path} value={path}>
            {words}
          </option>
        ))}
      </Select>
    </div>
  );
}
