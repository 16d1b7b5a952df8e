import type { Metadata } from 'next';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { priceBookView } from '@/lib/config/price-book-view';
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

export const metadata: Metadata = { title: 'Reconciliation' };

export default async function ReconciliationPage({ searchParams }: PageProps<'/pricing/reconciliation'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/pricing/reconciliation', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { run } = query;
  const maySee = may(viewer, 'config.read');
  return (
    <>
      <PageTitle title="Pricing">{view.workspace.name}, days in UTC</PageTitle>
      <PricingTabs view={view} here="/pricing/reconciliation" />
      <Problems problems={view.problems} />
      {may(viewer, 'config.publish') && (
        <Card>
          <CardHeader>
            <CardTitle>Compare with what a provider billed</CardTitle>
            <CardNote>the books stay as they are</CardNote>
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
      {!maySee && <p className="text-sm text-ink-soft">Your role does not show reconciliations.</p>}
      {maySee && run !== undefined && (
        <Card>
          <CardHeader>
            <CardTitle>What came out</CardTitle>
          </CardHeader>
          <CardBody>
            <PagePart name="What came out" height="h-64">
              <RunDetail viewer={viewer} id={run} />
            </PagePart>
          </CardBody>
        </Card>
      )}
      {maySee && (
        <Card>
          <CardHeader>
            <CardTitle>Reconciliations</CardTitle>
            <CardNote>newest first</CardNote>
          </CardHeader>
          <CardBody>
            <PagePart name="Reconciliations" height="h-32">
              <RunList view={view} shown={run} />
            </PagePart>
          </CardBody>
        </Card>
      )}
    </>
  );
}
