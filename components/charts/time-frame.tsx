import { CartesianGrid, ReferenceLine, XAxis } from 'recharts';
import { useT } from '#i18n';
import { formatBucket } from '@/components/format/instant';
import { markedStarts } from './marks-of';
import type { TimeChartData } from './types';

/** Of the words along both axes. */
export const TICK = { fill: 'var(--ink-soft)', fontSize: 11 };

/** Of the axis on the left: room for `$0.00800`. */
export const AXIS_PX = 64;

type Frame = Pick<TimeChartData, 'zone' | 'unit'>;

/** Behind the marks of a chart over time: lines across, and the starts of its buckets along the bottom. */
export function TimeAxis({ zone, unit }: Frame) {
  const t = useT();
  return (
    <>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        dataKey="start"
        tickFormatter={(start: string) => formatBucket(start, zone, unit, t.locale)}
        tick={TICK}
        tickLine={false}
        axisLine={{ stroke: 'var(--line)' }}
        minTickGap={24}
      />
    </>
  );
}

type Marked = Parameters<typeof markedStarts>;

/** Where something was changed: a line and a flag at the bucket. */
export function ChangeMarks({ points, marks }: { points: Marked[0]; marks: Marked[1] }) {
  return markedStarts(points, marks).map((start) => (
    <ReferenceLine
      key={start}
      x={start}
      stroke="var(--line-strong)"
      strokeDasharray="1 3"
      label={{ value: '▾', position: 'top', fill: 'var(--ink-soft)', fontSize: 11 }}
    />
  ));
}
