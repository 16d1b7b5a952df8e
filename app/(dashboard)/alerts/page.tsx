import type { Metadata } from 'next';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { requireUser } from '@/lib/users/require-user';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { Firing } from './_components/firing';
import { History } from './_components/history';
import { Settings } from './_components/settings';

export const metadata: Metadata = { title: 'Alerts' };

export default async function AlertsPage({ searchParams }: PageProps<'/alerts'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/alerts', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  return (
    <>
      <PageTitle title="Alerts">looked at every 30 seconds, times in {view.range.zone}</PageTitle>
      <Problems problems={view.problems} />
      <PagePart name="Now" height="h-40">
        <Firing view={view} />
      </PagePart>
      <PagePart name="History" height="h-40">
        <History view={view} />
      </PagePart>
      <PagePart name="Rules and channels" height="h-96">
        <Settings view={view} />
      </PagePart>
    </>
  );
}
