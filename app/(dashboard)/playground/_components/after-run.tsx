import Link from 'next/link';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';
import { draftRule, type Comparison } from '@/lib/playground/draft-rule';
import type { RunState } from '@/lib/playground/run-state';
import { ROUTED_MODEL } from '@/lib/playground/limits';
import type { PolicyRule } from '@/lib/routing/policy/schemas';
import type { Prompt } from '@/lib/playground/schemas';
import { Explain } from './explain';
import { Thumbs } from './thumbs';

interface AfterRunProps {
  run: RunState;
  /** Of the column. */
  name: string;
  model: string;
  /** All columns. */
  models: readonly string[];
  /** What was sent. */
  prompt: Prompt;
  workspace: string;
  /** Rules that a draft may take the place of; undefined: this person may not write drafts. */
  rules: readonly PolicyRule[] | undefined;
}

/** What one does with an answer: judge it, see why, and, in tabs of their own, look at its books or make it a rule. */
export function AfterRun({ run, name, model, models, prompt, workspace, rules }: AfterRunProps) {
  const t = useT();
  const { requestId, served, task } = run;
  if (run.status !== 'done' || requestId === undefined) return null;
  const winner = served ?? model;
  return (
    <div className="flex flex-col gap-2 border-t pt-2">
      <div className="flex flex-wrap items-center gap-1">
        <Thumbs requestId={requestId} />
        <Button asChild size="sm" variant="ghost">
          <Link href={`/requests/${requestId}`} prefetch={false} target="_blank">
            {t('On the books')}
          </Link>
        </Button>
        {rules !== undefined && winner !== ROUTED_MODEL && (
          <Button asChild size="sm" variant="ghost">
            <Link
              href={ruleHref(workspace, { winner, models, task, rules })}
              prefetch={false}
              target="_blank"
            >
              {t('Make this a rule')}
            </Link>
          </Button>
        )}
      </div>
      <Explain run={run} name={name} model={model} prompt={prompt} workspace={workspace} />
    </div>
  );
}

/** The page Routing with the rule as a draft. */
function ruleHref(workspace: string, comparison: Comparison): string {
  return `/routing?${new URLSearchParams({ workspace, draft: JSON.stringify(draftRule(comparison)) })}`;
}
