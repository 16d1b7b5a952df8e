'use client';
import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  XAxis,
  YAxis,
} from 'recharts';
import { useT } from '#i18n';
import { formatBucket } from '@/components/format/instant';
import { usdTicks } from '@/components/format/usd-axis';
import type { BurnDownPoint } from './burn-down';

const TICK = { fill: 'var(--ink-soft)', fontSize: 11 };

interface BurnDownChartProps {
  points: BurnDownPoint[];
  limitUsd: string;
  label: string;
}

/** Spent as a line, what is expected as dots with its interval as a band, the limit across. */
export function BurnDownChart({ points, limitUsd, label }: BurnDownChartProps) {
  const t = useT();
  const limit = Number(limitUsd);
  const highest = Math.max(limit, ...points.map(({ spent, high }) => Math.max(spent ?? 0, high ?? 0)));
  const rows = points.map((point) => ({
    ...point,
    band: point.low === undefined || point.high === undefined ? undefined : [point.low, point.high],
  }));
  return (
    <ResponsiveContainer width="100%" height={200} initialDimension={{ width: 320, height: 200 }}>
      <ComposedChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} title={label}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          tickFormatter={(day: string) => formatBucket(`${day}T12:00:00Z`, 'UTC', 'day', t.locale)}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={24}
        />
        <YAxis
          width={52}
          domain={[0, 'auto']}
          tickFormatter={usdTicks(highest, t.locale)}
          niceTicks="snap125"
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
        <Area
          dataKey="band"
          type="linear"
          stroke="none"
          fill="var(--s1)"
          fillOpacity={0.18}
          isAnimationActive={false}
        />
        <Line
          dataKey="spent"
          type="linear"
          stroke="var(--brand)"
          strokeWidth={2}
          dot={false}
          isAnimationActive={false}
        />
        <Line
          dataKey="expected"
          type="linear"
          stroke="var(--s1)"
          strokeWidth={2}
          strokeDasharray="2 4"
          dot={false}
          isAnimationActive={false}
        />
        <ReferenceLine y={limit} ifOverflow="extendDomain" stroke="var(--bad)" strokeDasharray="6 3" />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
