'use client';
import dynamic from 'next/dynamic';
import { useT } from '#i18n';
import { Skeleton } from '@/components/ui/skeleton';
import { ChartOrTable } from './chart-or-table';
import { Legend } from './legend';
import { MarksList } from './marks-list';
import { TimeTable } from './time-table';
import type { TimeChartData } from './types';

/** Drawn in the browser only; the charting library is fetched after the page's own code. */
const StackedBars = dynamic(() => import('./stacked-bars').then((module) => module.StackedBars), {
  ssr: false,
  loading: () => <Skeleton className="h-[260px]" />,
});

/** Sums over time as bars or as a table. `subject` names it, e.g. "Spend over time". */
export function TimeChart({ data, subject }: { data: TimeChartData; subject: string }) {
  const t = useT();
  const label = `${subject} by ${data.unit}, ${data.zone}`;
  return (
    <div className="flex flex-col gap-3">
      <ChartOrTable
        subject={subject}
        chart={<StackedBars data={data} label={label} />}
        table={<TimeTable data={data} label={t('{label}, as a table', { label })} />}
      />
      <Legend series={data.series} hasPrevious={data.points.some(({ previous }) => previous !== undefined)} />
      <MarksList marks={data.marks ?? []} zone={data.zone} />
    </div>
  );
}
