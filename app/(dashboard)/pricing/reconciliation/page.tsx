import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { priceBookView } from '@/lib/config/prices/price-book-view';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { simulatorUrl } from '@/lib/reconciliation/simulator-ledger';
import { requireUser } from '@/lib/users/require-user';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { PricingTabs } from '../_components/pricing-tabs';
import { ReconciliationForm } from './_components/reconciliation-form';
import { RunDetail } from './_components/run-detail';
import { RunList } from './_components/run-list';

export const generateMetadata = titled(msg('Reconciliation'));

export default async function ReconciliationPage({ searchParams }: PageProps<'/pricing/reconciliation'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/pricing/reconciliation', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { run } = query;
  const maySee = may(viewer, 'config.read');
  return (
    <>
      <PageTitle above={[{ label: t('Pricing'), href: view.href('/pricing') }]} title={t('Reconciliation')}>
        {t('{name}, days in UTC', { name: view.workspace.name })}
      </PageTitle>
      <PricingTabs view={view} here="/pricing/reconciliation" />
      <Problems problems={view.problems} />
      {may(viewer, 'config.publish') && (
        <Card>
          <CardHeader>
            <CardTitle>{t('Compare with what a provider billed')}</CardTitle>
            <CardNote>{t('the books stay as they are')}</CardNote>
          </CardHeader>
          <CardBody>
            <ReconciliationForm
              workspace={view.workspace.id}
              providers={(await priceBookView(viewer, view.now.getTime())).providers}
              hasSimulator={simulatorUrl() !== undefined}
            />
          </CardBody>
        </Card>
      )}
      {!maySee && <p className="text-sm text-ink-soft">{t('Your role does not show reconciliations.')}</p>}
      {maySee && run !== undefined && (
        <Card>
          <CardHeader>
            <CardTitle>{t('What came out')}</CardTitle>
          </CardHeader>
          <CardBody>
            <PagePart name={t('What came out')} height="h-64">
              <RunDetail viewer={viewer} id={run} />
            </PagePart>
          </CardBody>
        </Card>
      )}
      {maySee && (
        <Card>
          <CardHeader>
            <CardTitle>{t('Reconciliations')}</CardTitle>
            <CardNote>{t('newest first')}</CardNote>
          </CardHeader>
          <CardBody>
            <PagePart name={t('Reconciliations')} height="h-32">
              <RunList view={view} shown={run} />
            </PagePart>
          </CardBody>
        </Card>
      )}
    </>
  );
}
