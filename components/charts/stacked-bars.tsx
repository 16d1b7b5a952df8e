'use client';
import { useRouter } from 'next/navigation';
import { useId } from 'react';
import { Bar, ComposedChart, Line, ResponsiveContainer, Tooltip, YAxis } from 'recharts';
import { useT } from '#i18n';
import { BarShape } from './bar-shape';
import { rowsOf } from './rows-of';
import { SeriesPattern } from './series-pattern';
import { sumTicks } from './sum-words';
import { AXIS_PX, ChangeMarks, TICK, TimeAxis } from './time-frame';
import { TimeTooltip } from './time-tooltip';
import type { TimeChartData } from './types';

/**
 * Sums per bucket, stacked by series; a click opens the rows of a mark. The bucket that still fills is drawn pale with a
 * dotted edge, the period before as a dotted line.
 */
export function StackedBars({ data, label }: { data: TimeChartData; label: string }) {
  const t = useT();
  const id = useId();
  const router = useRouter();
  const rows = data.points.map((point, index) => ({ ...point, index }));
  const last = rows.length - 1;
  const max = Math.max(
    0,
    ...rows.map((row) => Object.values(row.values).reduce((sum, value) => sum + Number(value), 0)),
    ...rows.map(({ previous }) => Number(previous ?? 0)),
  );
  return (
    <ResponsiveContainer width="100%" height={260} initialDimension={{ width: 320, height: 260 }}>
      <ComposedChart
        data={rows}
        margin={{ top: 14, right: 4, bottom: 0, left: 0 }}
        barCategoryGap="18%"
        title={label}
      >
        <defs>
          {data.series.map((series, index) => (
            <SeriesPattern key={series.key} id={`${id}-${index}`} style={series.style} />
          ))}
        </defs>
        <TimeAxis zone={data.zone} unit={data.unit} />
        <YAxis
          width={AXIS_PX}
          tickFormatter={sumTicks(max, data.measure, t.locale)}
          niceTicks="snap125"
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
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
            className={series.rows === undefined ? undefined : 'cursor-pointer'}
            onClick={(_bar, index) => {
              const point = data.points[index];
              const href = point === undefined ? undefined : rowsOf(series, point);
              if (href !== undefined) router.push(href);
            }}
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
        {data.points.some(({ previous }) => previous !== undefined) && (
          <Line
            dataKey={(row: (typeof rows)[number]) => Number(row.previous ?? 0)}
            name={t('Period before')}
            type="linear"
            stroke="var(--ink-soft)"
            strokeWidth={1.5}
            strokeDasharray="2 4"
            dot={false}
            isAnimationActive={false}
          />
        )}
        <ChangeMarks points={data.points} marks={data.marks} />
      </ComposedChart>
    </ResponsiveContainer>
  );
}
