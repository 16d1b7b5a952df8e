import type { Metadata } from 'next';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { BeforeAfter } from './_components/before-after';
import { SavingsPart } from './_components/savings-part';
import { readBaselines } from './savings-query';

export const metadata: Metadata = { title: 'Savings' };

export default async function SavingsPage({ searchParams }: PageProps<'/savings'>) {
  const params = await searchParams;
  const address = readQuery(params);
  const baselines = readBaselines(params);
  const again = { ...address, baseline: undefined, baselines: baselines.join(',') };
  const viewer = await requireUser(addressOf('/savings', again));
  const view = await openView(viewer, address);
  if (view === undefined) return <NoWorkspace />;
  const { firstDay, lastDay, zone } = view.range;
  return (
    <>
      <PageTitle title="Savings">
        {firstDay === lastDay ? firstDay : `${firstDay} to ${lastDay}`}, days in {zone}
      </PageTitle>
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      <PagePart name="Savings" height="h-[32rem]">
        <SavingsPart view={view} wanted={baselines} />
      </PagePart>
      <PagePart name="Before and after" height="h-64">
        <BeforeAfter view={view} wanted={address} baselines={baselines} />
      </PagePart>
    </>
  );
}
