import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { DraftView } from '@/lib/drafts/schemas';
import { listDryRuns } from '@/lib/dryrun/list-dry-runs';
import { getT } from '@/lib/i18n/get-t';
import { ActionForm } from '../../../../_components/action/action-form';
import type { PageView } from '../../../../page-view';
import { tryOut } from '../actions';
import { EarlierRuns } from './earlier-runs';
import { RunResult } from './run-result';
import { RunState } from './run-state';
import { formatDay } from '@/components/format/day';

/** Tries the draft on the traffic of the chosen period; shows the last run and those before it. */
export async function DryRuns({ view, draft }: { view: PageView; draft: DraftView }) {
  const t = await getT();
  const [latest, ...earlier] = await listDryRuns(view.viewer, {
    workspace: view.workspace.id,
    draftId: draft.id,
  });
  const { firstDay, lastDay, from, to, zone } = view.range;
  const isStale = latest !== undefined && latest.draftRevision !== draft.revision && draft.state === 'open';
  return (
    <Card aria-label={t('Dry run')}>
      <CardHeader>
        <div className="min-w-0 max-w-prose">
          <CardTitle>{t('Dry run')}</CardTitle>
          <CardNote>
            {t(
              'What this draft would have done to the requests of {name}, {firstDay} to {lastDay} ({zone}), beside what the rules in force do. Nobody is called and nothing billed.',
              {
                name: view.workspace.name,
                firstDay: formatDay(firstDay, t.locale),
                lastDay: formatDay(lastDay, t.locale),
                zone,
              },
            )}
          </CardNote>
        </div>
        <ActionForm action={tryOut} submit={t('Try it on this period')} variant="outline">
          <input type="hidden" name="id" value={draft.id} />
          <input type="hidden" name="workspace" value={view.workspace.id} />
          <input type="hidden" name="from" value={from.toISOString()} />
          <input type="hidden" name="to" value={to.toISOString()} />
        </ActionForm>
      </CardHeader>
      {latest !== undefined && (
        <CardBody className="flex flex-col gap-4">
          <RunState run={latest} zone={zone} isStale={isStale} />
          {latest.result !== null && <RunResult run={latest} result={latest.result} view={view} />}
          <EarlierRuns runs={earlier} view={view} />
        </CardBody>
      )}
    </Card>
  );
}
