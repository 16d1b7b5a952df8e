'use client';
import { useRouter } from 'next/navigation';
import { Line, LineChart, ResponsiveContainer, Tooltip, YAxis } from 'recharts';
import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { dashOf } from './line-legend';
import type { LineChartData } from './line-types';
import { measureWords } from './measure-words';
import { rowsOf } from './rows-of';
import { sayWord } from '@/lib/i18n/say-word';
import { AXIS_PX, ChangeMarks, TICK, TimeAxis } from './time-frame';

/** Straight lines that break over gaps; a point alone is a dot, and a click on one opens its rows. */
export function Lines({ data, label }: { data: LineChartData; label: string }) {
  const t = useT();
  const router = useRouter();
  const last = data.points.length - 1;
  const open = (series: LineChartData['series'][number], index: number | undefined) => {
    const point = data.points[index ?? -1];
    const href = point === undefined ? undefined : rowsOf(series, point);
    if (href !== undefined) router.push(href);
  };
  return (
    <ResponsiveContainer width="100%" height={260} initialDimension={{ width: 320, height: 260 }}>
      <LineChart data={data.points} margin={{ top: 14, right: 8, bottom: 0, left: 0 }} title={label}>
        <TimeAxis zone={data.zone} unit={data.unit} />
        <YAxis
          width={AXIS_PX}
          domain={[0, 'auto']}
          tickFormatter={(value: number) => measureWords(value, data.measure, t.locale)}
          niceTicks="snap125"
          tick={TICK}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          wrapperStyle={{ zIndex: 20 }}
          content={({ active, label: start }) =>
            active ? <LineTooltip data={data} start={String(start)} /> : null
          }
        />
        {data.series.map((series, index) => (
          <Line
            key={series.key}
            dataKey={(point: LineChartData['points'][number]) => point.values[series.key]}
            name={series.label}
            type="linear"
            stroke={series.style.colour}
            strokeWidth={1.75}
            strokeDasharray={dashOf(index)}
            dot={({ key, cx, cy, index: at }) => (
              <PointDot
                key={key}
                {...{ cx, cy }}
                colour={series.style.colour}
                open={data.unfinished && at === last}
              />
            )}
            activeDot={{
              onClick: (_event, dot) => open(series, 'index' in dot ? Number(dot.index) : undefined),
            }}
            connectNulls={false}
            isAnimationActive={false}
          />
        ))}
        <ChangeMarks points={data.points} marks={data.marks} />
      </LineChart>
    </ResponsiveContainer>
  );
}

/** A point; one that is not over yet is hollow. */
function PointDot({ cx, cy, colour, open }: { cx?: number; cy?: number; colour: string; open: boolean }) {
  if (cx === undefined || cy === undefined) return <g />;
  return (
    <circle cx={cx} cy={cy} r={open ? 3 : 1.5} fill={open ? 'var(--surface)' : colour} stroke={colour} />
  );
}

function LineTooltip({ data, start }: { data: LineChartData; start: string }) {
  const t = useT();
  const point = data.points.find((one) => one.start === start);
  if (point === undefined) return null;
  const known = data.series.filter(({ key }) => point.values[key] !== undefined);
  return (
    <div className="max-w-80 rounded-md border bg-surface px-2.5 py-2 text-xs text-ink shadow-md">
      <p className="font-medium">{formatInstant(start, data.zone, t.locale)}</p>
      <p className="text-ink-soft">
        {sayWord(t, data.unit)} · {data.zone}
        {data.unfinished && point === data.points.at(-1) && t(' · not over yet')}
      </p>
      {known.length === 0 && <p className="mt-1">{t('No calls')}</p>}
      <ul className="mt-1.5 flex flex-col gap-0.5">
        {known.map(({ key, label, style }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span aria-hidden className="h-0.5 w-3 shrink-0" style={{ background: style.colour }} />
            <span className="min-w-0 flex-1 truncate">{label}</span>
            <span>{measureWords(point.values[key], data.measure, t.locale)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
