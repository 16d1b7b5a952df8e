import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { RecommendationList } from './_components/recommendation-list';

export const generateMetadata = titled(msg('Advice'));

export default async function RecommendationsPage({ searchParams }: PageProps<'/recommendations'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/recommendations', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  return (
    <>
      <PageTitle title={t('Advice')}>
        {t('from the last 30 days; savings overlap, so they do not add up')}
      </PageTitle>
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      <PagePart name={t('Advice')} height="h-96">
        <RecommendationList view={view} />
      </PagePart>
    </>
  );
}
