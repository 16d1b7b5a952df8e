import type { Metadata } from 'next';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { listChatModels } from '@/lib/playground/list-models';
import { requireUser } from '@/lib/users/require-user';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { BatchList } from './_components/batch-list';
import { NewBatch } from './_components/new-batch';

export const metadata: Metadata = { title: 'Batches' };

export default async function BatchesPage({ searchParams }: PageProps<'/batches'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/batches', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const mayRun = may(viewer, 'job.run') && !view.workspace.isDemo;
  return (
    <>
      <PageTitle title="Batches">many requests in one file, sent when there is time</PageTitle>
      <Problems problems={view.problems} />
      {mayRun && (
        <NewBatch
          workspace={view.workspace.id}
          zone={view.range.zone}
          models={await listChatModels(viewer)}
        />
      )}
      <PagePart name="Batches" height="h-64">
        <BatchList view={view} />
      </PagePart>
    </>
  );
}
