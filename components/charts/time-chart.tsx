'use client';
import dynamic from 'next/dynamic';
import { useT } from '#i18n';
import { Skeleton } from '@/components/ui/skeleton';
import { RangeBrush } from './brush/range-brush';
import { ChartOrTable } from './chart-or-table';
import { Legend } from './legend';
import { MarksList } from './marks-list';
import { TimeTable } from './time-table';
import type { TimeChartData } from './types';
import { sayWord } from '@/lib/i18n/say-word';

/** Drawn in the browser only; the charting library is fetched after the page's own code. */
const StackedBars = dynamic(() => import('./stacked-bars').then((module) => module.StackedBars), {
  ssr: false,
  loading: () => <Skeleton className="h-[260px]" />,
});

/** As stacked-bars.tsx draws it: width of the axis, margin at the end. */
const PLOT = { left: 64, right: 4, buckets: 'bands' } as const;

interface TimeChartProps {
  data: TimeChartData;
  /** Names it, e.g. "Spend over time". */
  subject: string;
  /** Its time is the range of the page: a stretch of it can be chosen. */
  isRange?: boolean;
}

/** Sums over time as bars or as a table. */
export function TimeChart({ data, subject, isRange = false }: TimeChartProps) {
  const t = useT();
  const label = t('{subject} by {unit}, {zone}', {
    subject,
    unit: sayWord(t, data.unit),
    zone: data.zone,
  });
  const chart = <StackedBars data={data} label={label} />;
  return (
    <div className="flex flex-col gap-3">
      <ChartOrTable
        subject={subject}
        legend={
          <Legend
            series={data.series}
            hasPrevious={data.points.some(({ previous }) => previous !== undefined)}
          />
        }
        chart={isRange ? <RangeBrush {...{ data, plot: PLOT }}>{chart}</RangeBrush> : chart}
        table={<TimeTable data={data} label={t('{label}, as a table', { label })} />}
      />
      <MarksList marks={data.marks ?? []} zone={data.zone} />
    </div>
  );
}
