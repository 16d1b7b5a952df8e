import { Empty } from '@/components/charts/empty';
import { LineChart } from '@/components/charts/line-chart';
import { assignStyles } from '@/components/charts/series-style';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { DRAWN, healthOverTime, LINES_SHOWN, type Drawn } from '@/lib/health/over-time';
import type { PageView } from '../../page-view';
import { healthParams, type HealthQuery } from '../search-params';
import { ChoiceLinks } from './choice-links';

const FIGURES: Record<Drawn, { label: string; unit: 'ms' | 'share' | 'rate' }> = {
  p95Ms: { label: 'p95', unit: 'ms' },
  p50Ms: { label: 'p50', unit: 'ms' },
  p99Ms: { label: 'p99', unit: 'ms' },
  firstTokenP95Ms: { label: 'First token p95', unit: 'ms' },
  tokensPerSecond: { label: 'Tokens/s', unit: 'rate' },
  errorRate: { label: 'Errors', unit: 'share' },
  timeoutRate: { label: 'Timeouts', unit: 'share' },
};

/** One figure of the busiest targets over the range. */
export async function OverTime({ view, query }: { view: PageView; query: HealthQuery }) {
  const found = await healthOverTime(view.viewer, view.scope, query.figure, view.now);
  const { label, unit } = FIGURES[query.figure];
  const styles = assignStyles(found.series.toSorted());
  const top = found.targets > LINES_SHOWN ? ` The ${LINES_SHOWN} busiest of ${found.targets} targets.` : '';
  return (
    <Card aria-label="Over time">
      <CardHeader>
        <div>
          <CardTitle>{label} over time</CardTitle>
          <CardNote>
            By target, per {found.unit}, times in {found.zone}.{top} A line breaks where there were no calls.
          </CardNote>
        </div>
        <ChoiceLinks
          label="Figure"
          current={query.figure}
          choices={DRAWN.map((figure) => ({
            key: figure,
            label: FIGURES[figure].label,
            href: view.href('/health', {
              ...healthParams(query),
              figure: figure === 'p95Ms' ? undefined : figure,
            }),
          }))}
        />
      </CardHeader>
      <CardBody>
        {found.series.length === 0 ? (
          <Empty title="No call to a provider in this range">
            Choose a longer range, or send a first request to /v1/chat/completions of this server.
          </Empty>
        ) : (
          <LineChart
            subject={`${label} over time`}
            data={{
              ...{ measure: unit, unit: found.unit, zone: found.zone, unfinished: found.unfinished },
              points: found.points,
              series: found.series.map((key) => ({
                key,
                label: key,
                style: styles.get(key) ?? { colour: 'var(--ink-soft)', pattern: 0 },
              })),
            }}
          />
        )}
      </CardBody>
    </Card>
  );
}
