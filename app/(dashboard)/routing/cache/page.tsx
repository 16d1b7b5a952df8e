import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../../_components/demo-banner';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { RoutingTabs } from '../_components/routing-tabs';
import { CacheFigures } from './_components/cache-figures';
import { PurgeForm } from './_components/purge-form';
import { formatDay } from '@/components/format/day';

export const generateMetadata = titled(msg('Gateway cache'));

export default async function CachePage({ searchParams }: PageProps<'/routing/cache'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/routing/cache', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { firstDay, lastDay } = view.range;
  return (
    <>
      <PageTitle above={[{ label: t('Routing'), href: view.href('/routing') }]} title={t('Gateway cache')}>
        {firstDay === lastDay
          ? formatDay(firstDay, t.locale)
          : t('{firstDay} to {lastDay}', {
              firstDay: formatDay(firstDay, t.locale),
              lastDay: formatDay(lastDay, t.locale),
            })}
        {t('; answers given again without asking a provider')}
      </PageTitle>
      <RoutingTabs view={view} here="/routing/cache" />
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      <PagePart name={t('Gateway cache')} height="h-96">
        <CacheFigures view={view} />
      </PagePart>
      {may(viewer, 'config.publish') && <PurgeForm workspace={view.workspace.id} />}
    </>
  );
}
