import { Printer } from 'lucide-react';
import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { localDay } from '@/lib/analytics/range';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { migrationSpans } from '@/lib/reports/migration-spans';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../../_components/demo-banner';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { PrintButton } from '../_components/print-button';
import { ReportTabs } from '../_components/report-tabs';
import { ChangeForm } from './_components/change-form';
import { Migration } from './_components/migration';
import { readChange } from './read-change';

export const generateMetadata = titled(msg('Before and after'));

export default async function MigrationPage({ searchParams }: PageProps<'/reports/migration'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/reports/migration', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const { zone } = view.range;
  const change = readChange(query, zone, view.now);
  const isDay = migrationSpans(change.on, change.days, zone, view.now) !== undefined;
  const on = isDay ? change.on : localDay(view.now, zone);
  const problems = [
    ...(isDay ? [] : [t('That day is none, or has not begun. Showing today.')]),
    ...(change.isLength ? [] : [t('“{name}” could not be read and is left out.', { name: 'days' })]),
  ];
  return (
    <>
      <PageTitle
        above={[{ label: t('Reports'), href: view.href('/reports') }]}
        title={t('Before and after {day}', { day: on })}
      >
        {t('{name}, days in {zone}', { name: view.workspace.name, zone })}
      </PageTitle>
      <Problems problems={[...view.problems, ...problems]} />
      <DemoBanner view={view} />
      <ReportTabs view={view} here="/reports/migration" />
      <div className="flex flex-wrap items-end gap-2 print:hidden">
        <ChangeForm view={view} on={on} days={change.days} />
        <PrintButton>
          <Printer aria-hidden /> {t('Print, or save as PDF')}
        </PrintButton>
      </div>
      <PagePart name={t('Report')} height="h-[32rem]">
        <Migration view={view} on={on} days={change.days} />
      </PagePart>
    </>
  );
}
