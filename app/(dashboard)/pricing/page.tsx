import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { PriceBook } from './_components/price-book';
import { PricingTabs } from './_components/pricing-tabs';
import { readPricingQuery } from './search-params';

export const generateMetadata = titled(msg('Pricing'));

export default async function PricingPage({ searchParams }: PageProps<'/pricing'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/pricing', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const wanted = readPricingQuery(t, query);
  return (
    <>
      <PageTitle title={t('Pricing')}>{t('times in {zone}', { zone: view.range.zone })}</PageTitle>
      <PricingTabs view={view} here="/pricing" />
      <Problems problems={[...view.problems, ...wanted.problems]} />
      <PagePart name={t('Price book')} height="h-[32rem]">
        <PriceBook view={view} query={wanted} />
      </PagePart>
    </>
  );
}
