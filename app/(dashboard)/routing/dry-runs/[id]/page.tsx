import { notFound } from 'next/navigation';
import { PageTitle } from '@/components/layout/page-title';
import { Card, CardBody } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { openDryRun } from '@/lib/dryrun/open-dry-run';
import { orNothing } from '@/lib/errors/or-nothing';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../../../_components/no-right';
import { NoWorkspace } from '../../../_components/no-workspace';
import { Problems } from '../../../_components/problems';
import { openView } from '../../../page-view';
import { addressOf, readQuery } from '../../../read-query';
import { RunResult } from '../../drafts/[id]/_components/run-result';
import { RunState } from '../../drafts/[id]/_components/run-state';
import { MovedRequests } from './_components/moved-requests';

export const generateMetadata = titled(msg('Dry run'));

/** A run by itself; with `moved_from` and `moved_to` the requests of that move. */
export default async function DryRunPage({ params, searchParams }: PageProps<'/routing/dry-runs/[id]'>) {
  const t = await getT();
  const [{ id }, query] = [await params, readQuery(await searchParams)];
  const viewer = await requireUser(addressOf(`/routing/dry-runs/${id}`, query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  if (!may(viewer, 'config.draft')) return <NoRight title={t('Dry run')} />;
  const run = await orNothing(openDryRun(viewer, id));
  if (run === undefined) notFound();
  const { moved_from: from, moved_to: to } = query;
  const isOfMove = from !== undefined && to !== undefined;
  return (
    <>
      <PageTitle
        above={[
          { label: t('Routing'), href: view.href('/routing') },
          { label: t('Draft'), href: view.href(`/routing/drafts/${run.draftId}`) },
          ...(isOfMove ? [{ label: t('Dry run'), href: view.href(`/routing/dry-runs/${id}`) }] : []),
        ]}
        title={isOfMove ? t('Requests that would move') : t('Dry run')}
      />
      <Problems problems={view.problems} />
      {isOfMove ? (
        <MovedRequests view={view} run={run} from={from} to={to} page={query['page']} />
      ) : (
        <Card aria-label={t('Dry run')}>
          <CardBody className="flex flex-col gap-4 pt-4">
            <RunState run={run} zone={view.range.zone} isStale={false} />
            {run.result !== null && <RunResult run={run} result={run.result} view={view} />}
          </CardBody>
        </Card>
      )}
    </>
  );
}
