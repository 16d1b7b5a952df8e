'use client';
import { useId } from 'react';
import { Bar, BarChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { useT } from '#i18n';
import { usdTicks } from '@/components/format/usd-axis';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import { BarShape } from './bar-shape';
import { SeriesPattern } from './series-pattern';
import type { ChartSeries } from './types';

/** One amount of a series; exact decimal. */
export type ShareBar = ChartSeries & { value: string };

const TICK = { fill: 'var(--ink-soft)', fontSize: 11 };
const ROW_HEIGHT = 26;

/** One bar each, longest first: who has how much. Its table twin stands beside it on the page. */
export function ShareBars({ bars, label }: { bars: ShareBar[]; label: string }) {
  const t = useT();
  const id = useId();
  const max = Math.max(0, ...bars.map((bar) => Number(bar.value)));
  const height = bars.length * ROW_HEIGHT + 30;
  return (
    <ResponsiveContainer width="100%" height={height} initialDimension={{ width: 320, height }}>
      <BarChart
        data={bars}
        layout="vertical"
        margin={{ top: 0, right: 12, bottom: 0, left: 0 }}
        title={label}
      >
        <defs>
          {bars.map((bar, index) => (
            <SeriesPattern key={bar.key} id={`${id}-${index}`} style={bar.style} />
          ))}
        </defs>
        <XAxis
          type="number"
          tickFormatter={usdTicks(max, t.locale)}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          tickCount={4}
        />
        <YAxis
          type="category"
          dataKey="label"
          width={132}
          interval={0}
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          isAnimationActive={false}
          content={({ active, label: name }) => {
            const bar = bars.find((one) => one.label === name);
            return active && bar !== undefined ? (
              <p className="rounded-md border bg-surface px-2.5 py-1.5 text-xs text-ink shadow-md">
                {bar.label}: {formatExactUsd(bar.value, t.locale)}
              </p>
            ) : null;
          }}
        />
        <Bar
          dataKey={(bar: ShareBar) => Number(bar.value)}
          barSize={14}
          isAnimationActive={false}
          shape={(bar: { index?: number }) => (
            <BarShape
              {...bar}
              fill={`url(#${id}-${bar.index ?? 0})`}
              stroke={bars[bar.index ?? 0]?.style.colour ?? 'currentColor'}
              unfinished={false}
            />
          )}
        />
      </BarChart>
    </ResponsiveContainer>
  );
}
