import type { Metadata } from 'next';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../../_components/demo-banner';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { RoutingTabs } from '../_components/routing-tabs';
import { CacheFigures } from './_components/cache-figures';
import { PurgeForm } from './_components/purge-form';

export const metadata: Metadata = { title: 'Gateway cache' };

export default async function CachePage({ searchParams }: PageProps<'/routing/cache'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/routing/cache', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { firstDay, lastDay } = view.range;
  return (
    <>
      <PageTitle title="Gateway cache">
        {firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`}; answers given again without asking a
        provider
      </PageTitle>
      <RoutingTabs view={view} here="/routing/cache" />
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      <PagePart name="Gateway cache" height="h-96">
        <CacheFigures view={view} />
      </PagePart>
      {may(viewer, 'config.publish') && <PurgeForm workspace={view.workspace.id} />}
    </>
  );
}
