import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { configInForce } from '@/lib/config/versions/in-force';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { BudgetEditor } from './_components/budget-editor';
import { BudgetList } from './_components/budget-list';

export const generateMetadata = titled(msg('Budgets'));

export default async function BudgetsPage({ searchParams }: PageProps<'/budgets'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/budgets', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const inForce = may(viewer, 'config.draft') ? await configInForce(viewer) : undefined;
  return (
    <>
      <PageTitle title={t('Budgets')}>
        {t('each in its current window, times in {zone}', { zone: view.range.zone })}
      </PageTitle>
      <Problems problems={view.problems} />
      <DemoBanner view={view} />
      <PagePart name={t('Budgets')} height="h-[24rem]">
        <BudgetList view={view} />
      </PagePart>
      {inForce !== undefined && (
        <BudgetEditor
          budgets={inForce.document.budgets}
          workspace={view.workspace.id}
          version={inForce.version}
        />
      )}
    </>
  );
}
