import type { Metadata } from 'next';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { requireUser } from '@/lib/users/require-user';
import { monthSpan, monthOf } from '@/lib/reports/month-span';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { MonthChoice } from './_components/month-choice';
import { Report } from './_components/report';

export const metadata: Metadata = { title: 'Reports' };

export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/reports', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { zone } = view.range;
  const wanted = query['month'];
  const isMonth = wanted !== undefined && monthSpan(wanted, zone) !== undefined;
  const month = isMonth ? wanted : monthOf(view.now, zone);
  const problems =
    wanted === undefined || isMonth ? [] : ['That is no month: one is written as 2026-11. Showing this one.'];
  return (
    <>
      <PageTitle title={`Report of ${month}`}>
        {view.workspace.name}, months in {zone}
      </PageTitle>
      <Problems problems={[...view.problems, ...problems]} />
      <DemoBanner view={view} />
      <MonthChoice view={view} month={month} />
      <PagePart name="Report" height="h-[32rem]">
        <Report view={view} month={month} />
      </PagePart>
    </>
  );
}
