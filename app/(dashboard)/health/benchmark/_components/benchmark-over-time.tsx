import { useT } from '#i18n';
import { LineChart } from '@/components/charts/line-chart';
import { assignStyles } from '@/components/charts/series-style';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import type { MeasuredBenchmark } from '@/lib/latency/list';
import type { BenchmarkResult } from '@/lib/latency/schemas';
import type { PageView } from '../../../page-view';
import { ChoiceLinks } from '../../_components/choice-links';
import { FIGURE_NAMES, FIGURES, type Figure } from '../figures';
import { WAY_WORDS } from './state-words';

interface OverTimeProps {
  benchmarks: readonly MeasuredBenchmark[];
  figure: Figure;
  shown: string;
  view: PageView;
}

/** As many lines as can be told apart; the table of a run has all of them. */
const LINES_SHOWN = 8;
const keyOf = ({ provider, model, way }: BenchmarkResult) => `${provider}/${model} ${way}`;

/** One figure of each model by each way, from run to run. */
export function BenchmarkOverTime({ benchmarks, figure, shown, view }: OverTimeProps) {
  const t = useT();
  const { label, unit, of } = FIGURES[figure];
  const runs = benchmarks.filter(({ results }) => results.length > 0).toReversed();
  const known = new Map(
    benchmarks.flatMap(({ results }) =>
      results.map((result) => {
        const name = `${result.provider}/${result.model}, ${t(WAY_WORDS[result.way])}`;
        return [keyOf(result), name] as const;
      }),
    ),
  );
  const keys = [...known.keys()].slice(0, LINES_SHOWN).toSorted();
  const styles = assignStyles(keys);
  const subject = t('{label} from run to run', { label: t(label) });
  return (
    <Card aria-label={t('Over time')}>
      <CardHeader>
        <div>
          <CardTitle>{subject}</CardTitle>
          <CardNote>
            {known.size > LINES_SHOWN
              ? t('The {shown} measured last of {all}.', { shown: LINES_SHOWN, all: known.size })
              : t('A line breaks where a run did not measure it.')}
          </CardNote>
        </div>
        <ChoiceLinks
          label={t('Figure')}
          current={figure}
          choices={FIGURE_NAMES.map((name) => ({
            key: name,
            label: t(FIGURES[name].label),
            href: view.href('/health/benchmark', { run: shown, figure: name }),
          }))}
        />
      </CardHeader>
      <CardBody>
        <LineChart
          subject={subject}
          data={{
            ...{ measure: unit, unit: t('run'), zone: view.range.zone, unfinished: false },
            points: runs.map(({ createdAt, endedAt, results }) => ({
              start: createdAt.toISOString(),
              end: (endedAt ?? createdAt).toISOString(),
              values: Object.fromEntries(
                results.map((result) => [keyOf(result), of(result) ?? undefined] as const),
              ),
            })),
            series: keys.map((key) => ({
              key,
              label: known.get(key) ?? key,
              style: styles.get(key) ?? { colour: 'var(--ink-soft)', pattern: 0 },
            })),
          }}
        />
      </CardBody>
    </Card>
  );
}
