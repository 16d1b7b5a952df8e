'use client';
import { useState } from 'react';
import type { ConfigProblem } from '@/lib/config/check/problem';
import type { DraftRule } from '@/lib/routing/rule-form/field-text';
import { RuleRow } from './rule-row';

interface RuleListProps {
  rules: readonly DraftRule[];
  problems: readonly ConfigProblem[];
  onChange: (rules: DraftRule[]) => void;
  /** Place of the rule that is edited; undefined: none. */
  open: number | undefined;
  onOpen: (at: number | undefined) => void;
}

function moved(rules: readonly DraftRule[], from: number, to: number): DraftRule[] {
  const rule = rules[from];
  if (rule === undefined || to < 0 || to >= rules.length) return [...rules];
  const others = rules.filter((_, at) => at !== from);
  return [...others.slice(0, to), rule, ...others.slice(to)];
}

const isOf = (path: string, at: number) => path === `rules[${at}]` || path.startsWith(`rules[${at}].`);

/** Rules in order, moved by buttons or by dragging. */
export function RuleList({ rules, problems, onChange, open, onOpen }: RuleListProps) {
  const [dragged, setDragged] = useState<number>();
  const closed = (next: DraftRule[]) => {
    onOpen(undefined);
    onChange(next);
  };
  const drop = (at: number) => {
    if (dragged !== undefined && dragged !== at) closed(moved(rules, dragged, at));
    setDragged(undefined);
  };
  return (
    <ol className="divide-y divide-line">
      {rules.map((rule, at) => (
        <li key={rule.id} onDragOver={(event) => event.preventDefault()} onDrop={() => drop(at)}>
          <RuleRow
            rule={rule}
            at={at}
            last={rules.length - 1}
            problems={problems.filter(({ path }) => isOf(path, at))}
            isOpen={open === at}
            onOpen={() => onOpen(open === at ? undefined : at)}
            onChange={(next) => onChange(rules.with(at, next))}
            onMove={(to) => closed(moved(rules, at, to))}
            onRemove={() => closed(rules.filter((_, index) => index !== at))}
            onDragStart={() => setDragged(at)}
          />
        </li>
      ))}
    </ol>
  );
}
