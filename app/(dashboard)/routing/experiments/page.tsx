import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../../_components/demo-banner';
import { NoRight } from '../../_components/no-right';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { RoutingTabs } from '../_components/routing-tabs';
import { Canaries } from './_components/canaries';
import { Splits } from './_components/splits';
import { StartForm } from './_components/start-form';

export const generateMetadata = titled(msg('Canaries and splits'));

export default async function ExperimentsPage({ searchParams }: PageProps<'/routing/experiments'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/routing/experiments', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  if (!may(viewer, 'config.read')) return <NoRight title={t('Canaries and splits')} />;
  const mayChange = may(viewer, 'config.publish');
  return (
    <>
      <PageTitle
        above={[{ label: t('Routing'), href: view.href('/routing') }]}
        title={t('Canaries and splits')}
      >
        {t('what is on trial, and what can be told apart')}
      </PageTitle>
      <RoutingTabs view={view} here="/routing/experiments" />
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      <PagePart name={t('Canaries')} height="h-96">
        <Canaries view={view} mayChange={mayChange} all={query['over'] === 'shown'} />
      </PagePart>
      {mayChange && <StartForm />}
      <PagePart name={t('Splits')} height="h-64">
        <Splits view={view} />
      </PagePart>
    </>
  );
}
