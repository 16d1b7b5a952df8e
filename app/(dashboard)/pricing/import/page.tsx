import { PageTitle } from '@/components/layout/page-title';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { priceBookView } from '@/lib/config/prices/price-book-view';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { CATALOGUE_PROVIDERS, CATALOGUE_SOURCE } from '@/lib/pricing/catalogue';
import { requireUser } from '@/lib/users/require-user';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { PricingTabs } from '../_components/pricing-tabs';
import { ImportForm } from './_components/import-form';

export const generateMetadata = titled(msg('Import prices'));

export default async function ImportPage({ searchParams }: PageProps<'/pricing/import'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/pricing/import', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { providers } = await priceBookView(viewer, view.now.getTime());
  return (
    <>
      <PageTitle above={[{ label: t('Pricing'), href: view.href('/pricing') }]} title={t('Import prices')}>
        {t('an import changes nothing before you publish it')}
      </PageTitle>
      <PricingTabs view={view} here="/pricing/import" />
      <Problems problems={view.problems} />
      <Card>
        <CardHeader>
          <CardTitle>{t('Import a price list')}</CardTitle>
          <CardNote>{t('{CATALOGUE_SOURCE}, or a file of yours', { CATALOGUE_SOURCE })}</CardNote>
        </CardHeader>
        <CardBody>
          <ImportForm providers={providers} lists={CATALOGUE_PROVIDERS} />
        </CardBody>
      </Card>
    </>
  );
}
