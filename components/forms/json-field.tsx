'use client';
import { useState } from 'react';
import { useT } from '#i18n';
import { Label } from '@/components/ui/label';
import { Textarea } from '@/components/ui/textarea';
import { cn } from '@/components/ui/class-names';
import { useFieldProblems } from './field-problems';
import type { T } from '@/lib/i18n/t';

interface JsonFieldProps {
  name: string;
  label: string;
  hint: string;
  value: string;
  /** What the object may hold, as a refusal names it. */
  holds: readonly string[];
}

/** Settings that have no field of their own, folded away; says at once what is no JSON object. */
export function JsonField({ name, label, hint, value, holds }: JsonFieldProps) {
  const t = useT();
  const [typed, setTyped] = useState<string>();
  const told = useFieldProblems(name, holds);
  const problem = typed ?? told;
  const id = `json-${name}`;
  return (
    <details className="sm:col-span-2 lg:col-span-4" open={value !== ''}>
      <summary className="cursor-pointer text-xs font-medium text-ink-soft">{label}</summary>
      <div className="mt-2 flex flex-col gap-1">
        <Label htmlFor={id}>{hint}</Label>
        <Textarea
          id={id}
          name={name}
          defaultValue={value}
          spellCheck={false}
          className="font-mono text-xs"
          data-paths={[name, ...holds].join(' ')}
          aria-invalid={problem === undefined ? undefined : true}
          aria-describedby={`${id}-problem`}
          onChange={(event) => setTyped(jsonProblem(t, event.target.value))}
        />
        <p id={`${id}-problem`} role="alert" className={cn('text-xs text-bad', !problem && 'hidden')}>
          {problem}
        </p>
      </div>
    </details>
  );
}

/** Why a text is no JSON object; an empty one is none and right. */
export function jsonProblem(t: T, text: string): string | undefined {
  if (text.trim() === '') return undefined;
  try {
    const value: unknown = JSON.parse(text);
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    return isObject ? undefined : t('Write one JSON object, such as {"proxy": "http://10.0.0.1:3128"}.');
  } catch (error) {
    return error instanceof Error ? error.message : t('This is no JSON.');
  }
}
