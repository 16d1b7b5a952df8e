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
import { Filters } from './_components/filters';
import { RequestList } from './_components/request-list';
import { readRequestsQuery } from './search-params';

export const generateMetadata = titled(msg('Requests'));

export default async function RequestsPage({ searchParams }: PageProps<'/requests'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/requests', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { filters, after, live, problems, unread } = readRequestsQuery(t, query);
  const { zone } = view.range;
  return (
    <>
      <PageTitle title={t('Requests')}>
        {rangeWords(t, view.range)}
        {t(', times in {zone}', { zone })}
      </PageTitle>
      <Problems problems={[...view.problems, ...problems]} />
      <DemoBanner view={view} />
      <PagePart name={t('Filters')} height="h-24">
        <Filters view={view} filters={filters} unread={unread} />
      </PagePart>
      <PagePart name={t('Requests')} height="h-[32rem]">
        <RequestList view={view} filters={filters} after={after} live={live} />
      </PagePart>
    </>
  );
}
