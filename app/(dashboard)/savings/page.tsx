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
import { MAX_BASELINES } from '@/lib/analytics/savings/compare-baselines';
import { BeforeAfter } from './_components/before-after';
import { SavingsPart } from './_components/savings-part';
import { readBaselines } from './savings-query';
import { formatDay } from '@/components/format/day';

export const generateMetadata = titled(msg('Savings'));

export default async function SavingsPage({ searchParams }: PageProps<'/savings'>) {
  const t = await getT();
  const params = await searchParams;
  const address = readQuery(params);
  const { baselines, more } = readBaselines(params);
  const again = { ...address, baseline: undefined, baselines: baselines.join(',') };
  const viewer = await requireUser(addressOf('/savings', again));
  const view = await openView(viewer, address);
  if (view === undefined) return <NoWorkspace />;
  const { firstDay, lastDay, zone } = view.range;
  return (
    <>
      <PageTitle title={t('Savings')}>
        {firstDay === lastDay
          ? formatDay(firstDay, t.locale)
          : t('{firstDay} to {lastDay}', {
              firstDay: formatDay(firstDay, t.locale),
              lastDay: formatDay(lastDay, t.locale),
            })}
        {t(', days in {zone}', { zone })}
      </PageTitle>
      <Problems
        problems={[
          ...view.problems,
          ...(more > 0
            ? [
                t('At most {MAX_BASELINES} models are compared: {more} were left out.', {
                  MAX_BASELINES,
                  more,
                }),
              ]
            : []),
        ]}
      />
      <DemoBanner view={view} />
      <PagePart name={t('Savings')} height="h-[32rem]">
        <SavingsPart view={view} wanted={baselines} />
      </PagePart>
      <PagePart name={t('Before and after')} height="h-64">
        <BeforeAfter view={view} wanted={address} baselines={baselines} />
      </PagePart>
    </>
  );
}
