import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { requireUser } from '@/lib/users/require-user';
import { monthSpan, monthOf } from '@/lib/reports/month-span';
import { DemoBanner } from '../_components/demo-banner';
import { NoWorkspace } from '../_components/no-workspace';
import { Problems } from '../_components/problems';
import { openView } from '../page-view';
import { addressOf, readQuery } from '../read-query';
import { MonthChoice } from './_components/month-choice';
import { Report } from './_components/report';
import { ReportMail } from './_components/report-mail';
import { ReportTabs } from './_components/report-tabs';

export const generateMetadata = titled(msg('Reports'));

export default async function ReportsPage({ searchParams }: PageProps<'/reports'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/reports', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { zone } = view.range;
  const wanted = query['month'];
  const isMonth = wanted !== undefined && monthSpan(wanted, zone, view.now) !== undefined;
  const month = isMonth ? wanted : monthOf(view.now, zone);
  const problems =
    wanted === undefined || isMonth
      ? []
      : [t('That is no month that has begun: one is written as 2026-11. Showing this one.')];
  return (
    <>
      <PageTitle title={t('Report of {month}', { month })}>
        {t('{name}, months in {zone}', { name: view.workspace.name, zone })}
      </PageTitle>
      <Problems problems={[...view.problems, ...problems]} />
      <DemoBanner view={view} />
      <ReportTabs view={view} here="/reports" />
      <MonthChoice view={view} month={month} />
      <PagePart name={t('Report')} height="h-[32rem]">
        <Report view={view} month={month} />
      </PagePart>
      {may(viewer, 'config.read') && !view.workspace.isDemo && (
        <PagePart name={t('By mail')} height="h-40">
          <ReportMail view={view} />
        </PagePart>
      )}
    </>
  );
}
