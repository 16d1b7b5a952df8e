import type { Metadata } from 'next';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { EventLog } from './_components/event-log';
import { OverTime } from './_components/over-time';
import { Targets } from './_components/targets';
import { Thresholds } from './_components/thresholds';
import { readHealthQuery } from './search-params';

export const metadata: Metadata = { title: 'Health' };

export default async function HealthPage({ searchParams }: PageProps<'/health'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/health', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const wanted = readHealthQuery(query);
  const { firstDay, lastDay, zone } = view.range;
  return (
    <>
      <PageTitle title="Health">
        {firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`}, times in {zone}
      </PageTitle>
      <Problems problems={[...view.problems, ...wanted.problems]} />
      <DemoBanner view={view} />
      <PagePart name="Providers and models" height="h-96">
        <Targets view={view} query={wanted} />
      </PagePart>
      <PagePart name="Over time" height="h-96">
        <OverTime view={view} query={wanted} />
      </PagePart>
      <PagePart name="Failover log" height="h-96">
        <EventLog view={view} query={wanted} />
      </PagePart>
      <PagePart name="Thresholds" height="h-64">
        <Thresholds view={view} />
      </PagePart>
    </>
  );
}
