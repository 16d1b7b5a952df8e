import Link from 'next/link';
import { Button } from '@/components/ui/button';
import { draftRule } from '@/lib/playground/draft-rule';
import type { RunState } from '@/lib/playground/run-state';
import { ROUTED_MODEL } from '@/lib/playground/limits';
import type { Prompt } from '@/lib/playground/schemas';
import { Explain } from './explain';
import { Thumbs } from './thumbs';

interface AfterRunProps {
  run: RunState;
  model: string;
  /** All columns. */
  models: readonly string[];
  /** What was sent. */
  prompt: Prompt;
  workspace: string;
  /** Whether this person may write drafts of rules. */
  mayDraft: boolean;
}

/** What one does with an answer: judge it, see why it came from there, look at its books, make it a rule. */
export function AfterRun({ run, model, models, prompt, workspace, mayDraft }: AfterRunProps) {
  const { requestId, served, task } = run;
  if (run.status !== 'done' || requestId === undefined) return null;
  const winner = served ?? model;
  const rule = draftRule(winner, models, task);
  const routing = new URLSearchParams({ workspace, draft: JSON.stringify(rule) });
  return (
    <div className="flex flex-col gap-2 border-t pt-2">
      <div className="flex flex-wrap items-center gap-1">
        <Thumbs requestId={requestId} />
        <Button asChild size="sm" variant="ghost">
          <Link href={`/requests/${requestId}`} prefetch={false}>
            On the books
          </Link>
        </Button>
        {mayDraft && winner !== ROUTED_MODEL && (
          <Button asChild size="sm" variant="ghost">
            <Link href={`/routing?${routing}`} prefetch={false}>
              Make this a rule
            </Link>
          </Button>
        )}
      </div>
      <Explain run={run} model={model} prompt={prompt} workspace={workspace} />
    </div>
  );
}
