'use client';
import { useId } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { formatBucket } from '@/components/format/instant';
import { usdTicks } from '@/components/format/usd-axis';
import { BarShape } from './bar-shape';
import { SeriesPattern } from './series-pattern';
import { TimeTooltip } from './time-tooltip';
import type { TimeChartData } from './types';

const TICK = { fill: 'var(--ink-soft)', fontSize: 11 };

/** Sums per bucket, stacked by series. The bucket that still fills is drawn pale with a dotted edge. */
export function StackedBars({ data, label }: { data: TimeChartData; label: string }) {
  const id = useId();
  const rows = data.points.map((point, index) => ({ ...point, index }));
  const last = rows.length - 1;
  const max = Math.max(
    0,
    ...rows.map((row) => Object.values(row.values).reduce((sum, usd) => sum + Number(usd), 0)),
  );
  return (
    <ResponsiveContainer width="100%" height={260} initialDimension={{ width: 320, height: 260 }}>
      <BarChart
        data={rows}
        margin={{ top: 8, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        title={label}
      >
        <defs>
          {data.series.map((series, index) => (
            <SeriesPattern key={series.key} id={`${id}-${index}`} style={series.style} />
          ))}
        </defs>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="start"
          tickFormatter={(start: string) => formatBucket(start, data.zone, data.unit)}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line)' }}
          minTickGap={24}
        />
        <YAxis width={52} tickFormatter={usdTicks(max)} tick={TICK} tickLine={false} axisLine={false} />
        <Tooltip
          cursor={{ fill: 'var(--sunken)' }}
          isAnimationActive={false}
          wrapperStyle={{ zIndex: 20 }}
          content={({ active, label: start }) =>
            active ? <TimeTooltip data={data} start={String(start)} /> : null
          }
        />
        {data.series.map((series, index) => (
          <Bar
            key={series.key}
            dataKey={(row: (typeof rows)[number]) => Number(row.values[series.key] ?? 0)}
            name={series.label}
            stackId="all"
            isAnimationActive={false}
            shape={(bar: { index?: number }) => (
              <BarShape
                {...bar}
                fill={`url(#${id}-${index})`}
                stroke={series.style.colour}
                unfinished={data.unfinished && bar.index === last}
              />
            )}
          />
        ))}
      </BarChart>
    </ResponsiveContainer>
  );
}
