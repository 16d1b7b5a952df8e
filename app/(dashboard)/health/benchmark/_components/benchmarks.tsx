import { Empty } from '@/components/charts/empty';
import { getT } from '@/lib/i18n/get-t';
import { listBenchmarks } from '@/lib/latency/list';
import { Problems } from '../../../_components/problems';
import type { PageView } from '../../../page-view';
import { readAddress } from '../../../read-address';
import type { Figure } from '../figures';
import { BenchmarkList } from './benchmark-list';
import { BenchmarkOverTime } from './benchmark-over-time';
import { BenchmarkResults } from './benchmark-results';

interface BenchmarksProps {
  view: PageView;
  /** Id of the run that is shown; the newest without one. */
  wanted: string | undefined;
  figure: Figure;
}

/** The runs of a workspace: one of them in figures, all of them over time. */
export async function Benchmarks({ view, wanted, figure }: BenchmarksProps) {
  const t = await getT();
  const benchmarks = await listBenchmarks(view.viewer, view.workspace.id);
  const { thing, problems } = readAddress(t, { run: wanted });
  const asked = thing(
    'run',
    benchmarks.find(({ id }) => id === wanted),
  );
  const shown = asked ?? benchmarks[0];
  if (shown === undefined)
    return (
      <Empty title={t('No benchmark yet')}>
        {view.workspace.isDemo
          ? t('The demo workspace sends nothing: choose another one to start a benchmark.')
          : t(
              'Choose models above, see what it may cost, and start one. Routing goes by it until there is traffic.',
            )}
      </Empty>
    );
  return (
    <>
      <Problems problems={problems} />
      <BenchmarkResults benchmark={shown} view={view} />
      <BenchmarkOverTime benchmarks={benchmarks} figure={figure} shown={shown.id} view={view} />
      <BenchmarkList benchmarks={benchmarks} shown={shown.id} figure={figure} view={view} />
    </>
  );
}
