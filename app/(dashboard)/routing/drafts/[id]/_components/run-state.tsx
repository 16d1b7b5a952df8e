import { useT } from '#i18n';
import { formatShortInstant } from '@/components/format/instant';
import { Alert } from '@/components/ui/alert';
import type { DryRunView } from '@/lib/dryrun/schemas';
import { msg } from '@/lib/i18n/msg';
import { ActionForm } from '../../../../_components/action/action-form';
import { cancel } from '../actions';
import { KeepFresh } from './keep-fresh';

const WORDS: Readonly<Record<DryRunView['state'], string>> = {
  waiting: msg('It waits for the worker.'),
  running: msg('It runs.'),
  done: '',
  cancelled: msg('It was cancelled.'),
  failed: msg('It failed.'),
  lost: msg('It was lost.'),
};

/** Where a dry run stands: how far it is, and how to stop it. */
export function RunState({ run, zone, isStale }: { run: DryRunView; zone: string; isStale: boolean }) {
  const t = useT();
  const { state, processed, total, problem } = run;
  const period = t('{from} to {to}', {
    from: formatShortInstant(run.from, zone, t.locale),
    to: formatShortInstant(run.to, zone, t.locale),
  });
  const isUnderWay = state === 'waiting' || state === 'running';
  return (
    <div className="flex flex-col gap-2" aria-live="polite">
      <p className="text-xs text-ink-soft">
        {t('{period}, asked for by {author}', { period, author: run.author })}
      </p>
      {isStale && <Alert tone="warn">{t('The draft was changed since: try it again.')}</Alert>}
      {state !== 'done' && (
        <p className="text-sm">
          {WORDS[state] === '' ? '' : t(WORDS[state])} {problem}
        </p>
      )}
      {isUnderWay && (
        <>
          <KeepFresh everyMs={1_000} />
          <progress
            className="h-2 w-full"
            aria-label={t('Requests looked at')}
            max={Math.max(1, total)}
            value={processed}
          />
          <p className="text-xs text-ink-soft tabular-nums">
            {total === 0
              ? t('{processed} of requests that are counted', { processed })
              : t('{processed} of {total}', { processed, total })}
          </p>
          <ActionForm action={cancel} submit={t('Cancel')} variant="outline">
            <input type="hidden" name="run" value={run.id} />
          </ActionForm>
        </>
      )}
    </div>
  );
}
