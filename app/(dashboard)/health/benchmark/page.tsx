import { PagePart } from '@/components/layout/page-part';
import { PageTitle } from '@/components/layout/page-title';
import { may } from '@/lib/access/may';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { listTargetNames } from '@/lib/latency/list-target-names';
import { requireUser } from '@/lib/users/require-user';
import { DemoBanner } from '../../_components/demo-banner';
import { NoWorkspace } from '../../_components/no-workspace';
import { Problems } from '../../_components/problems';
import { openView } from '../../page-view';
import { readAddress } from '../../read-address';
import { addressOf, readQuery } from '../../read-query';
import { HealthTabs } from '../_components/health-tabs';
import { BenchmarkForm } from './_components/benchmark-form';
import { Benchmarks } from './_components/benchmarks';
import { FIGURE_NAMES } from './figures';

export const generateMetadata = titled(msg('Benchmark'));

export default async function BenchmarkPage({ searchParams }: PageProps<'/health/benchmark'>) {
  const t = await getT();
  const query = readQuery(await searchParams);
  const viewer = await requireUser(addressOf('/health/benchmark', query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const mayRun = may(viewer, 'job.run') && !view.workspace.isDemo;
  const { choice, problems } = readAddress(t, query);
  const figure = choice('figure', FIGURE_NAMES, 'p95Ms');
  return (
    <>
      <PageTitle above={[{ label: t('Health'), href: view.href('/health') }]} title={t('Latency benchmark')}>
        {t('models and providers against each other, through the gateway and direct')}
      </PageTitle>
      <Problems problems={[...view.problems, ...problems]} />
      <DemoBanner view={view} />
      <HealthTabs view={view} here="/health/benchmark" />
      {mayRun && <BenchmarkForm workspace={view.workspace.id} targets={await listTargetNames(viewer)} />}
      <PagePart name={t('Benchmarks')} height="h-96">
        <Benchmarks view={view} wanted={query['run']} figure={figure} />
      </PagePart>
    </>
  );
}
