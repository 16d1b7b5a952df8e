import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { listChatModels } from '@/lib/playground/list-models';
import { requireUser } from '@/lib/users/require-user';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { BatchList } from './_components/batch-list';
import { NewBatch } from './_components/new-batch';

export const generateMetadata = titled(msg('Batches'));

export default async function BatchesPage({ searchParams }: PageProps<'/batches'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/batches', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const mayRun = may(viewer, 'job.run') && !view.workspace.isDemo;
  return (
    <>
      <PageTitle title={t('Batches')}>{t('many requests in one file, sent when there is time')}</PageTitle>
      <Problems problems={view.problems} />
      {mayRun && (
        <NewBatch
          workspace={view.workspace.id}
          zone={view.range.zone}
          models={await listChatModels(viewer)}
        />
      )}
      <PagePart name={t('Batches')} height="h-64">
        <BatchList view={view} />
      </PagePart>
    </>
  );
}
