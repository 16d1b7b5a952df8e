'use client';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { DraftRule } from '@/lib/routing/rule-form/field-text';
import { OtherProblems } from './other-problems';
import { RuleRow } from './rule-row';
import { SaveTrouble } from './save-trouble';
import { useDraftRules, type KeptDraft } from './use-draft-rules';
import { WhatChanges } from './what-changes';

/** An id that no rule has yet. */
function freeId(rules: readonly DraftRule[]): string {
  const taken = new Set(rules.map(({ id }) => id));
  let number = rules.length + 1;
  while (taken.has(`rule-${number}`)) number += 1;
  return `rule-${number}`;
}

function moved(rules: readonly DraftRule[], from: number, to: number): DraftRule[] {
  const rule = rules[from];
  if (rule === undefined || to < 0 || to >= rules.length) return [...rules];
  const others = rules.filter((_, at) => at !== from);
  return [...others.slice(0, to), rule, ...others.slice(to)];
}

const SAVED_BY_OTHERS = 'Somebody saved this draft since you opened it.';

/** The rules of a draft in order: moved by buttons or by dragging, edited in a form or as JSON, saved as they change. */
export function DraftEditor({ models, ...kept }: KeptDraft & { models: readonly string[] }) {
  const draft = useDraftRules(kept);
  const { rules, problems, change } = draft;
  const isOvertaken = !draft.saving && kept.revision > draft.revision;
  const [open, setOpen] = useState<number>();
  const [dragged, setDragged] = useState<number>();
  const put = (at: number, rule: DraftRule) => change(rules.with(at, rule));
  const add = () => {
    change([...rules, { id: freeId(rules), name: 'New rule', when: {}, targets: models.slice(0, 1) }]);
    setOpen(rules.length);
  };
  const move = (from: number, to: number) => {
    setOpen(undefined);
    change(moved(rules, from, to));
  };
  return (
    <>
      <Card aria-label="Rules of the draft">
        <CardHeader>
          <div className="min-w-0 max-w-prose">
            <CardTitle>Rules, in order</CardTitle>
            <CardNote>The first rule that matches decides. Names here: {models.join(', ')}.</CardNote>
          </div>
          <p role="status" className="text-xs text-ink-soft">
            {draft.saving ? 'Saving…' : draft.trouble === undefined ? 'Saved' : 'Not saved'}
          </p>
        </CardHeader>
        <CardBody className="flex flex-col gap-3">
          <SaveTrouble
            {...(isOvertaken ? { trouble: { message: SAVED_BY_OTHERS, isConflict: true } } : draft)}
            again={draft.again}
          />
          <ol className="divide-y divide-line">
            {rules.map((rule, at) => (
              <li
                key={rule.id}
                onDragOver={(event) => event.preventDefault()}
                onDrop={() => {
                  if (dragged !== undefined && dragged !== at) move(dragged, at);
                  setDragged(undefined);
                }}
              >
                <RuleRow
                  rule={rule}
                  at={at}
                  last={rules.length - 1}
                  problems={problems.filter(({ path }) => isOf(path, at))}
                  isOpen={open === at}
                  onOpen={() => setOpen(open === at ? undefined : at)}
                  onChange={(next) => put(at, next)}
                  onMove={(to) => move(at, to)}
                  onRemove={() => {
                    setOpen(undefined);
                    change(rules.filter((_, index) => index !== at));
                  }}
                  onDragStart={() => setDragged(at)}
                />
              </li>
            ))}
          </ol>
          <div>
            <Button onClick={add}>
              <Plus aria-hidden /> Add a rule
            </Button>
          </div>
          <OtherProblems problems={problems.filter(({ path }) => !/^rules\[\d+\]/.test(path))} />
        </CardBody>
      </Card>
      <WhatChanges sentences={draft.sentences} isWrong={problems.length > 0} />
    </>
  );
}

const isOf = (path: string, at: number) => path === `rules[${at}]` || path.startsWith(`rules[${at}].`);
