import { formatCount } from '@/components/format/count';
import { formatShortInstant } from '@/components/format/instant';
import { Alert } from '@/components/ui/alert';
import type { DryRunView } from '@/lib/dryrun/schemas';
import { ActionForm } from '../../../../_components/action/action-form';
import { cancel } from '../actions';
import { KeepFresh } from './keep-fresh';

const WORDS: Readonly<Record<DryRunView['state'], string>> = {
  waiting: 'It waits for the worker.',
  running: 'It runs.',
  done: '',
  cancelled: 'It was cancelled.',
  failed: 'It failed.',
  lost: 'It was lost.',
};

/** Where a dry run stands: how far it is, and how to stop it. */
export function RunState({ run, zone, isStale }: { run: DryRunView; zone: string; isStale: boolean }) {
  const { state, processed, total, problem } = run;
  const period = `${formatShortInstant(run.from, zone)} to ${formatShortInstant(run.to, zone)}`;
  const isUnderWay = state === 'waiting' || state === 'running';
  return (
    <div className="flex flex-col gap-2" aria-live="polite">
      <p className="text-xs text-ink-soft">
        {period}, asked for by {run.author}
      </p>
      {isStale && <Alert tone="warn">The draft was changed since: try it again.</Alert>}
      {state !== 'done' && (
        <p className="text-sm">
          {WORDS[state]} {problem}
        </p>
      )}
      {isUnderWay && (
        <>
          <KeepFresh everyMs={1_000} />
          <progress
            className="h-2 w-full accent-brand"
            aria-label="Requests looked at"
            max={Math.max(1, total)}
            value={processed}
          />
          <p className="text-xs text-ink-soft tabular-nums">
            {formatCount(processed)} of {total === 0 ? 'requests that are counted' : formatCount(total)}
          </p>
          <ActionForm action={cancel} submit="Cancel" variant="outline">
            <input type="hidden" name="run" value={run.id} />
          </ActionForm>
        </>
      )}
    </div>
  );
}
