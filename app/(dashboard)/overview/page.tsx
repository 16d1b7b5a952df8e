import { Suspense } from 'react';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { PartBoundary } from '@/components/layout/part-boundary';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { rangeWords } from '../range-words';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { AlertsPart } from './_components/alerts-part';
import { BudgetsPart } from './_components/budgets-part';
import { ByModel } from './_components/by-model';
import { FirstSteps } from './_components/first-steps';
import { LatencyTile } from './_components/latency-tile';
import { SavingsTile } from './_components/savings-tile';
import { SpendOverTime } from './_components/spend-over-time';
import { TrafficTiles } from './_components/traffic-tiles';
import { readOverviewQuery } from './search-params';

export const generateMetadata = titled(msg('Overview'));

export default async function OverviewPage({ searchParams }: PageProps<'/overview'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/overview', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { zone } = view.range;
  const { baseline } = readOverviewQuery(query);
  return (
    <>
      <PageTitle title={t('Overview')}>
        {rangeWords(t, view.range)}
        {t(', days in {zone}', { zone })}
      </PageTitle>
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      <PartBoundary name={t('First steps')}>
        <Suspense>
          <FirstSteps view={view} />
        </Suspense>
      </PartBoundary>
      <div className="grid grid-cols-2 gap-3 xl:grid-cols-5 max-xl:[&>:last-child]:col-span-2">
        <PagePart name={t('Traffic')} height="h-24 xl:col-span-3">
          <TrafficTiles view={view} />
        </PagePart>
        <PagePart name={t('Latency')} height="h-24">
          <LatencyTile view={view} />
        </PagePart>
        <PagePart name={t('Savings')} height="h-24">
          <SavingsTile view={view} baseline={baseline} />
        </PagePart>
      </div>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <PagePart name={t('Budgets')} height="h-20">
          <BudgetsPart view={view} />
        </PagePart>
        <PagePart name={t('Alerts')} height="h-20">
          <AlertsPart view={view} />
        </PagePart>
      </div>
      <PagePart name={t('Spend over time')} height="h-96">
        <SpendOverTime view={view} />
      </PagePart>
      <PagePart name={t('Spend by model')} height="h-96">
        <ByModel view={view} />
      </PagePart>
    </>
  );
}
