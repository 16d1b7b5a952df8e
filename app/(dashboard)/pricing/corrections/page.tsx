import type { ReactNode } from 'react';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { priceBookView } from '@/lib/config/prices/price-book-view';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../../_components/demo-banner';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { PricingTabs } from '../_components/pricing-tabs';
import { QuarantineList } from './_components/quarantine-list';
import { ReratingForm } from './_components/rerating-form';
import { RunList } from './_components/run-list';
import { UnpricedList } from './_components/unpriced-list';
import { formatDay } from '@/components/format/day';

export const generateMetadata = titled(msg('Unpriced and re-rating'));

function Part({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>{title}</CardTitle>
        <CardNote>{note}</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <PagePart name={title} height="h-32">
          {children}
        </PagePart>
      </CardBody>
    </Card>
  );
}

export default async function CorrectionsPage({ searchParams }: PageProps<'/pricing/corrections'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/pricing/corrections', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { firstDay, lastDay, zone, from, to } = view.range;
  const mayRerate = may(viewer, 'config.publish');
  return (
    <>
      <PageTitle
        above={[{ label: t('Pricing'), href: view.href('/pricing') }]}
        title={t('Unpriced and re-rating')}
      >
        {t('{firstDay} to {lastDay}, times in {zone}', {
          firstDay: formatDay(firstDay, t.locale),
          lastDay: formatDay(lastDay, t.locale),
          zone,
        })}
      </PageTitle>
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      <PricingTabs view={view} here="/pricing/corrections" />
      <Part title={t('Used without a price')} note={t('in no total until there is one')}>
        <UnpricedList view={view} proxy={query['proxy']} />
      </Part>
      <Part title={t('Quarantined usage')} note={t('counts that cannot be right')}>
        <QuarantineList view={view} />
      </Part>
      <Part
        title={t('Re-rating')}
        note={t('what was billed stays; changes are booked beside it and can be undone')}
      >
        {mayRerate && (
          <ReratingForm
            workspace={view.workspace.id}
            span={{ from: from.toISOString(), to: to.toISOString() }}
            providers={(await priceBookView(viewer, view.now.getTime())).providers}
            draft={{ from: `${firstDay}T00:00`, zone }}
          />
        )}
        {may(viewer, 'config.read') && <RunList view={view} mayUndo={mayRerate} />}
      </Part>
    </>
  );
}
