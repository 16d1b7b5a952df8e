import type { Metadata } from 'next';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { requireUser } from '@/lib/users/require-user';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { PriceBook } from './_components/price-book';
import { PricingTabs } from './_components/pricing-tabs';
import { readPricingQuery } from './search-params';

export const metadata: Metadata = { title: 'Pricing' };

export default async function PricingPage({ searchParams }: PageProps<'/pricing'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/pricing', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  return (
    <>
      <PageTitle title="Pricing">times in {view.range.zone}</PageTitle>
      <PricingTabs view={view} here="/pricing" />
      <Problems problems={view.problems} />
      <PagePart name="Price book" height="h-[32rem]">
        <PriceBook view={view} query={readPricingQuery(query)} />
      </PagePart>
    </>
  );
}
