import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { readExploreQuery } from '@/lib/analytics/explore-query';
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
import { Controls } from './_components/controls';
import { Result } from './_components/result';

export const generateMetadata = titled(msg('Spend'));

export default async function SpendPage({ searchParams }: PageProps<'/spend'>) {
  const t = await getT();
  const address = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/spend', address));
  const view = await openView(viewer, address);
  if (view === undefined) return <NoWorkspace />;
  const { query, ignored } = readExploreQuery(address);
  const { zone } = view.range;
  const problems = ignored.map((name) => t('“{name}” could not be read and is left out.', { name }));
  return (
    <>
      <PageTitle title={t('Spend')}>
        {rangeWords(t, view.range)}
        {t(', days in {zone}', { zone })}
      </PageTitle>
      <Problems problems={[...view.problems, ...problems]} />
      <DemoBanner view={view} />
      <Controls view={view} query={query} />
      <PagePart name={t('Spend')} height="h-[32rem]">
        <Result view={view} query={query} />
      </PagePart>
    </>
  );
}
