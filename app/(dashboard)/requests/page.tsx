import type { Metadata } from 'next';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { Filters } from './_components/filters';
import { RequestList } from './_components/request-list';
import { readRequestsQuery } from './search-params';

export const metadata: Metadata = { title: 'Requests' };

export default async function RequestsPage({ searchParams }: PageProps<'/requests'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/requests', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { filters, after, live, problems } = readRequestsQuery(query);
  const { firstDay, lastDay, zone } = view.range;
  return (
    <>
      <PageTitle title="Requests">
        {firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`}, times in {zone}
      </PageTitle>
      <Problems problems={[...view.problems, ...problems]} />
      <DemoBanner view={view} />
      <PagePart name="Filters" height="h-24">
        <Filters view={view} filters={filters} />
      </PagePart>
      <PagePart name="Requests" height="h-[32rem]">
        <RequestList view={view} filters={filters} after={after} live={live} />
      </PagePart>
    </>
  );
}
