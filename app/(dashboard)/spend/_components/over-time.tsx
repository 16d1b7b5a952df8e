import { useT } from '#i18n';
import { LineChart } from '@/components/charts/line-chart';
import type { LineChartData } from '@/components/charts/line-types';
import { REST_STYLE } from '@/components/charts/series-style';
import { TimeChart } from '@/components/charts/time-chart';
import type { ChartMark, ChartSeries } from '@/components/charts/types';
import type { Explored } from '@/lib/analytics/explore';
import { metricOf, type Metric, type MetricUnit } from '@/lib/analytics/metrics';

interface OverTimeProps {
  metric: Metric;
  explored: Explored;
  series: ChartSeries[];
  marks: ChartMark[];
}

/** No group has this name: values have no control characters. */
const BEFORE = '\u0001before';

/** A chart of the metric: bars of what adds up, lines of what does not. The period before is dotted in both. */
export function OverTime({ metric, explored, series, marks }: OverTimeProps) {
  const t = useT();
  const { label, kind, unit: valueUnit } = metricOf(metric);
  const { unit, zone, unfinished } = explored;
  const common = { unit, zone, unfinished, marks };
  if (kind === 'sum') {
    const points = explored.points.map(({ start, end, values, previous }) => ({
      ...instants(start, end),
      values: Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value ?? '0'])),
      previous,
    }));
    const measure = valueUnit === 'usd' ? ('usd' as const) : ('count' as const);
    return <TimeChart isRange subject={label} data={{ ...common, series, points, measure }} />;
  }
  const before = explored.points.some(({ previous }) => previous !== undefined);
  const lines = before
    ? [...series, { key: BEFORE, label: t('All, period before'), style: REST_STYLE }]
    : series;
  const points = explored.points.map(({ start, end, values, previous }) => ({
    ...instants(start, end),
    values: Object.fromEntries(
      Object.entries({ ...values, [BEFORE]: previous }).map(([key, value]) => [key, positionOf(value)]),
    ),
  }));
  return (
    <LineChart
      isRange
      subject={label}
      data={{ ...common, series: lines, points, measure: measureOf(valueUnit) }}
    />
  );
}

const instants = (start: Date, end: Date) => ({ start: start.toISOString(), end: end.toISOString() });

/** A position on the screen: the one place where such a value becomes a double. */
const positionOf = (value: string | undefined) => (value === undefined ? undefined : Number(value));

/** Of what is no sum; counts always are one. */
function measureOf(unit: MetricUnit): LineChartData['measure'] {
  return unit === 'usd' || unit === 'ms' ? unit : 'share';
}
