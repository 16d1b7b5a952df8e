'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { msg } from '@/lib/i18n/msg';
import { textOf, valueAt, valueOf, withValue, type DraftRule } from '@/lib/routing/rule-form/field-text';
import { CONDITION_FIELDS, SETTING_FIELDS, USE_FIELDS, type RuleField } from '@/lib/routing/rule-form/fields';
import { wayOf } from '@/lib/routing/rule-form/rule-use';
import { RuleForm } from './rule-form';
import { RuleJson } from './rule-json';

interface RuleEditorProps {
  rule: DraftRule;
  onKeep: (rule: DraftRule) => void;
  onClose: () => void;
}

export type FieldTexts = Readonly<Record<string, string>>;

const NAME: RuleField = { path: 'name', label: msg('Name'), kind: 'text' };

/** The rule with what was typed put into it. */
function typedRule(rule: DraftRule, texts: FieldTexts): DraftRule {
  const fields = [NAME, ...CONDITION_FIELDS, ...USE_FIELDS[wayOf(rule)], ...SETTING_FIELDS];
  return fields.reduce((now, field) => {
    const text = texts[field.path];
    const isSame = text === undefined || text === textOf(valueAt(now, field.path), field.kind);
    return isSame ? now : withValue(now, field.path, valueOf(text, field));
  }, rule);
}

/** A rule in a form or as JSON. Nothing is kept before it is said so. */
export function RuleEditor({ rule, onKeep, onClose }: RuleEditorProps) {
  const t = useT();
  const [base, setBase] = useState(rule);
  const [texts, setTexts] = useState<FieldTexts>({});
  const [json, setJson] = useState<string>();
  const now = typedRule(base, texts);
  const keep = (kept: DraftRule) => {
    onKeep(kept);
    onClose();
  };
  const rebase = (next: DraftRule) => {
    setBase(next);
    setTexts({});
  };
  return (
    <div className="flex flex-col gap-3 rounded-md border bg-sunken/40 p-3">
      <div className="flex flex-wrap gap-1" role="group" aria-label={t('Form or JSON')}>
        <Button size="sm" aria-pressed={json === undefined} onClick={() => setJson(undefined)}>
          {t('Form')}
        </Button>
        <Button
          size="sm"
          aria-pressed={json !== undefined}
          onClick={() => setJson(JSON.stringify(now, null, 2))}
        >
          {t('JSON')}
        </Button>
      </div>
      {json === undefined ? (
        <RuleForm
          rule={now}
          name={NAME}
          texts={texts}
          onText={(path, text) => setTexts({ ...texts, [path]: text })}
          onRule={rebase}
          onKeep={() => keep(now)}
          onClose={onClose}
        />
      ) : (
        <RuleJson id={rule.id} text={json} onText={setJson} onKeep={keep} onClose={onClose} />
      )}
    </div>
  );
}
