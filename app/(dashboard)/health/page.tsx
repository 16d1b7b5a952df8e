import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
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
import { EventLog } from './_components/event-log';
import { HealthTabs } from './_components/health-tabs';
import { OverTime } from './_components/over-time';
import { Targets } from './_components/targets';
import { Thresholds } from './_components/thresholds';
import { readHealthQuery } from './search-params';

export const generateMetadata = titled(msg('Health'));

export default async function HealthPage({ searchParams }: PageProps<'/health'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/health', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const wanted = readHealthQuery(t, query);
  const { zone } = view.range;
  return (
    <>
      <PageTitle title={t('Health')}>
        {rangeWords(t, view.range)}
        {t(', times in {zone}', { zone })}
      </PageTitle>
      <Problems problems={[...view.problems, ...wanted.problems]} />
      <DemoBanner view={view} />
      <HealthTabs view={view} here="/health" />
      <PagePart name={t('Providers and models')} height="h-96">
        <Targets view={view} query={wanted} />
      </PagePart>
      <PagePart name={t('Over time')} height="h-96">
        <OverTime view={view} query={wanted} />
      </PagePart>
      <PagePart name={t('Failover log')} height="h-96">
        <EventLog view={view} query={wanted} />
      </PagePart>
      <PagePart name={t('Thresholds')} height="h-64">
        <Thresholds view={view} />
      </PagePart>
    </>
  );
}
