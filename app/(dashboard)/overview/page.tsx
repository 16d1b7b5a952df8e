import type { Metadata } from 'next';
import { Suspense } from 'react';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { PartBoundary } from '@/components/layout/part-boundary';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { ByModel } from './_components/by-model';
import { FirstSteps } from './_components/first-steps';
import { LatencyTile } from './_components/latency-tile';
import { SavingsTile } from './_components/savings-tile';
import { SpendOverTime } from './_components/spend-over-time';
import { TrafficTiles } from './_components/traffic-tiles';
import { readOverviewQuery } from './search-params';

export const metadata: Metadata = { title: 'Overview' };

export default async function OverviewPage({ searchParams }: PageProps<'/overview'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/overview', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { firstDay, lastDay, zone } = view.range;
  const { baseline } = readOverviewQuery(query);
  return (
    <>
      <PageTitle title="Overview">
        {firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`}, days in {zone}
      </PageTitle>
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      <PartBoundary name="First steps">
        <Suspense>
          <FirstSteps view={view} />
        </Suspense>
      </PartBoundary>
      <div className="grid grid-cols-1 gap-3 min-[480px]:grid-cols-2 xl:grid-cols-5">
        <PagePart name="Traffic" height="h-24 xl:col-span-3">
          <TrafficTiles view={view} />
        </PagePart>
        <PagePart name="Latency" height="h-24">
          <LatencyTile view={view} />
        </PagePart>
        <PagePart name="Savings" height="h-24">
          <SavingsTile view={view} baseline={baseline} />
        </PagePart>
      </div>
      <PagePart name="Spend over time" height="h-96">
        <SpendOverTime view={view} />
      </PagePart>
      <PagePart name="Spend by model" height="h-96">
        <ByModel view={view} />
      </PagePart>
    </>
  );
}
