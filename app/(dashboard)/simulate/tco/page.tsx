import Link from 'next/link';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { Button } from '@/components/ui/button';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { PlanList } from '../_components/plan-list';
import { SavePlan } from '../_components/save-plan';
import { SimulateTabs } from '../_components/simulate-tabs';
import { TcoFields } from './_components/tco-fields';
import { TcoResults } from './_components/tco-results';
import { openTco } from './open-tco';

export const generateMetadata = titled(msg('Cost of ownership'));

export default async function TcoPage({ searchParams }: PageProps<'/simulate/tco'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/simulate/tco', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const opened = await openTco(view, query);
  return (
    <>
      <PageTitle
        above={[{ label: t('Simulate'), href: view.href('/simulate') }]}
        title={t('Cost of ownership')}
      >
        {t('own machines, an API, or both')}
      </PageTitle>
      <SimulateTabs view={view} here="/simulate/tco" />
      <Problems problems={[...view.problems, ...opened.problems]} />
      <div className="flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href={view.href('/simulate/tco', { from_traffic: 'yes' })}>
            {t('Fill in from your own traffic')}
          </Link>
        </Button>
        <Button asChild>
          <Link href={view.href('/simulate/tco')}>{t('One A100 against an API')}</Link>
        </Button>
      </div>
      {opened.note !== undefined && <p className="max-w-prose text-sm text-ink-soft">{opened.note}</p>}
      <TcoFields
        key={JSON.stringify([opened.tco, opened.wrong])}
        tco={opened.tco}
        wrong={opened.wrong}
        planId={opened.saved?.id}
        view={view}
      />
      <TcoResults tco={opened.tco} start={view.now} />
      {may(viewer, 'config.draft') && Object.keys(opened.wrong).length === 0 && (
        <SavePlan workspace={view.workspace.id} kind="tco" input={opened.tco} saved={opened.saved} />
      )}
      <PagePart name={t('Saved plans')} height="h-24">
        <PlanList view={view} kind="tco" />
      </PagePart>
    </>
  );
}
