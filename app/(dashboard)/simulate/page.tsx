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
import { PlanList } from './_components/plan-list';
import { PresetList } from './_components/preset-list';
import { ScenarioPart } from './_components/scenario-part';
import { SimulateTabs } from './_components/simulate-tabs';

export const generateMetadata = titled(msg('Simulate'));

export default async function SimulatePage({ searchParams }: PageProps<'/simulate'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/simulate', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  return (
    <>
      <PageTitle title={t('Simulate')}>{t('nothing here changes what is in force')}</PageTitle>
      <SimulateTabs view={view} here="/simulate" />
      <Problems problems={view.problems} />
      <PresetList view={view} />
      <PagePart name={t('Scenarios')} height="h-96">
        <ScenarioPart view={view} wanted={query} />
      </PagePart>
      <PagePart name={t('Saved plans')} height="h-24">
        <PlanList view={view} kind="scenario" />
      </PagePart>
    </>
  );
}
