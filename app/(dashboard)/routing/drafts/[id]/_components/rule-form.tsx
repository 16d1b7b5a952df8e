'use client';
import { useId } from 'react';
import { useT } from '#i18n';
import { SubmitButton } from '@/components/forms/submit-button';
import { Button } from '@/components/ui/button';
import { Label } from '@/components/ui/label';
import { Select } from '@/components/ui/select';
import { msg } from '@/lib/i18n/msg';
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
import { FieldGroup } from './field-group';
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
  targets: msg('to these targets, in order'),
  tier: msg('to the models of a tier'),
  weights: msg('to several, by percent'),
  learned: msg('where the learned router says'),
  pin: msg('to one target'),
  alias: msg('to an alias'),
};

/** How the rule says where a request goes. */
function UseChoice({ rule, onRule }: Pick<RuleFormProps, 'rule' | 'onRule'>) {
  const t = useT();
  const id = useId();
  const use = wayOf(rule);
  return (
    <div className="flex flex-col gap-1">
      <Label htmlFor={id}>{t('Where')}</Label>
      <Select
        id={id}
        value={use}
        onChange={(event) => onRule(withUse(rule, USES.find((one) => one === event.target.value) ?? use))}
      >
        {USES.map((one) => (
          <option key={one} value={one}>
            {t(USE_WORDS[one])}
          </option>
        ))}
      </Select>
    </div>
  );
}

/** The fields of a rule: its conditions, where it sends a request, and what it sets beside. */
export function RuleForm({ rule, name, texts, onText, onRule, onKeep, onClose }: RuleFormProps) {
  const t = useT();
  const id = useId();
  const edited = { rule, texts, onText };
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onKeep();
      }}
    >
      <div className="grid gap-3 sm:grid-cols-2">
        <RuleFieldInput
          id={id}
          field={name}
          text={texts[name.path] ?? textOf(valueAt(rule, name.path), name.kind)}
          onText={(text) => onText(name.path, text)}
        />
      </div>
      <FieldGroup
        {...edited}
        legend={t('When all of this holds')}
        add={t('Add a condition')}
        optional={CONDITION_FIELDS}
      />
      <FieldGroup
        {...edited}
        legend={t('Send it')}
        add={t('Add a fallback or setting')}
        always={USE_FIELDS[wayOf(rule)]}
        optional={SETTING_FIELDS}
      >
        <UseChoice rule={rule} onRule={onRule} />
      </FieldGroup>
      <div className="flex gap-2">
        <SubmitButton variant="primary">{t('Keep')}</SubmitButton>
        <Button type="button" onClick={onClose}>
          {t('Leave it')}
        </Button>
      </div>
    </form>
  );
}
