'use client';
import { useId, useState } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { fieldClasses } from '@/components/ui/input';
import { Label } from '@/components/ui/label';
import type { T } from '@/lib/i18n/t';
import type { DraftRule } from '@/lib/routing/rule-form/field-text';

interface RuleJsonProps {
  id: string;
  text: string;
  onText: (text: string) => void;
  onKeep: (rule: DraftRule) => void;
  onClose: () => void;
}

type Read = { ok: true; rule: DraftRule } | { ok: false; problem: string };

/** Only what an editor needs: an object with an id. What else may be wrong is told once it is saved. */
function readRule(t: T, text: string): Read {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string')
      return { ok: true, rule: { ...value, id: value.id } };
    return { ok: false, problem: t('A rule is an object with an id.') };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : t('This is no JSON.') };
  }
}

/** A rule as it stands in the configuration. */
export function RuleJson({ id, text, onText, onKeep, onClose }: RuleJsonProps) {
  const t = useT();
  const field = useId();
  const [problem, setProblem] = useState<string>();
  const keep = () => {
    const read = readRule(t, text);
    if (read.ok) onKeep(read.rule);
    else setProblem(read.problem);
  };
  return (
    <div className="flex flex-col gap-2">
      <Label htmlFor={field}>{t('The rule {id} as JSON', { id })}</Label>
      <textarea
        id={field}
        value={text}
        rows={Math.min(24, text.split('\n').length + 1)}
        spellCheck={false}
        aria-invalid={problem === undefined ? undefined : true}
        aria-describedby={`${field}-problem`}
        onChange={(event) => onText(event.target.value)}
        className={cn(fieldClasses, 'h-auto py-2 font-mono text-xs')}
      />
      <p id={`${field}-problem`} role="alert" className="text-xs text-bad">
        {problem}
      </p>
      <div className="flex gap-2">
        <Button variant="primary" onClick={keep}>
          {t('Keep')}
        </Button>
        <Button onClick={onClose}>{t('Leave it')}</Button>
      </div>
    </div>
  );
}
