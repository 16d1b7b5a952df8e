import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { NoRight } from '../../_components/no-right';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { RoutingTabs } from '../_components/routing-tabs';
import { VersionDetail } from './_components/version-detail';
import { VersionList } from './_components/version-list';
import { readVersionsQuery } from './search-params';

export const generateMetadata = titled(msg('Versions'));

export default async function VersionsPage({ searchParams }: PageProps<'/routing/versions'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/routing/versions', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  if (!may(viewer, 'config.read')) return <NoRight title={t('Versions')} />;
  const { version, before, problems } = readVersionsQuery(t, query);
  return (
    <>
      <PageTitle above={[{ label: t('Routing'), href: view.href('/routing') }]} title={t('Versions')}>
        {t('every published configuration, times in {zone}', { zone: view.range.zone })}
      </PageTitle>
      <RoutingTabs view={view} here="/routing/versions" />
      <Problems problems={[...view.problems, ...problems]} />
      {version !== undefined && (
        <PagePart name={t('Version')} height="h-64">
          <VersionDetail view={view} version={version} />
        </PagePart>
      )}
      <PagePart name={t('Versions')} height="h-96">
        <VersionList view={view} chosen={version} before={before} />
      </PagePart>
    </>
  );
}
