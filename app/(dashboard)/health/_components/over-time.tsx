import { Empty } from '@/components/charts/empty';
import { LineChart } from '@/components/charts/line-chart';
import { assignStyles } from '@/components/charts/series-style';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { DRAWN, healthOverTime, LINES_SHOWN, type Drawn } from '@/lib/health/over-time';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import type { PageView } from '../../page-view';
import { healthParams, type HealthQuery } from '../search-params';
import { ChoiceLinks } from './choice-links';
import { sayWord } from '@/lib/i18n/say-word';

const FIGURES: Record<Drawn, { label: string; unit: 'ms' | 'share' | 'rate' }> = {
  p95Ms: { label: 'p95', unit: 'ms' },
  p50Ms: { label: 'p50', unit: 'ms' },
  p99Ms: { label: 'p99', unit: 'ms' },
  firstTokenP95Ms: { label: msg('First token p95'), unit: 'ms' },
  tokensPerSecond: { label: msg('Tokens/s'), unit: 'rate' },
  errorRate: { label: msg('Errors'), unit: 'share' },
  timeoutRate: { label: msg('Timeouts'), unit: 'share' },
};

/** One figure of the busiest targets over the range. */
export async function OverTime({ view, query }: { view: PageView; query: HealthQuery }) {
  const t = await getT();
  const found = await healthOverTime(view.viewer, view.scope, query.figure, view.now);
  const { unit } = FIGURES[query.figure];
  const label = t(FIGURES[query.figure].label);
  const styles = assignStyles(found.series.toSorted());
  const top =
    found.targets > LINES_SHOWN
      ? t(' The {LINES_SHOWN} busiest of {targets} targets.', { LINES_SHOWN, targets: found.targets })
      : '';
  return (
    <Card aria-label={t('Over time')}>
      <CardHeader>
        <div>
          <CardTitle>{t('{label} over time', { label })}</CardTitle>
          <CardNote>
            {t('By target, per {unit}, times in {zone}.{top} A line breaks where there were no calls.', {
              unit: sayWord(t, found.unit),
              zone: found.zone,
              top,
            })}
          </CardNote>
        </div>
        <ChoiceLinks
          label={t('Figure')}
          current={query.figure}
          choices={DRAWN.map((figure) => ({
            key: figure,
            label: t(FIGURES[figure].label),
            href: view.href('/health', {
              ...healthParams(query),
              figure: figure === 'p95Ms' ? undefined : figure,
            }),
          }))}
        />
      </CardHeader>
      <CardBody>
        {found.series.length === 0 ? (
          <Empty title={t('No call to a provider in this range')}>
            {t('Choose a longer range, or send a first request to /v1/chat/completions of this server.')}
          </Empty>
        ) : (
          <LineChart
            isRange
            subject={t('{label} over time', { label })}
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
