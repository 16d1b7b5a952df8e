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
import { Firing } from './_components/firing';
import { History } from './_components/history';
import { Settings } from './_components/settings';

export const generateMetadata = titled(msg('Alerts'));

export default async function AlertsPage({ searchParams }: PageProps<'/alerts'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/alerts', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  return (
    <>
      <PageTitle title={t('Alerts')}>
        {t('looked at every 30 seconds, times in {zone}', { zone: view.range.zone })}
      </PageTitle>
      <Problems problems={view.problems} />
      <PagePart name={t('Now')} height="h-40">
        <Firing view={view} />
      </PagePart>
      <PagePart name={t('History')} height="h-40">
        <History view={view} />
      </PagePart>
      <PagePart name={t('Rules and channels')} height="h-96">
        <Settings view={view} />
      </PagePart>
    </>
  );
}
