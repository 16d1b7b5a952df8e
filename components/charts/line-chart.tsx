'use client';
import dynamic from 'next/dynamic';
import { useT } from '#i18n';
import { Skeleton } from '@/components/ui/skeleton';
import { ChartOrTable } from './chart-or-table';
import { LineLegend } from './line-legend';
import { LineTable } from './line-table';
import type { LineChartData } from './line-types';
import { MarksList } from './marks-list';

/** Drawn in the browser only; the charting library is fetched after the page's own code. */
const Lines = dynamic(() => import('./lines').then((module) => module.Lines), {
  ssr: false,
  loading: () => <Skeleton className="h-[260px]" />,
});

/** Figures over time as lines or as a table. `subject` names it, e.g. "p95 over time". */
export function LineChart({ data, subject }: { data: LineChartData; subject: string }) {
  const t = useT();
  const label = `${subject} by ${data.unit}, ${data.zone}`;
  return (
    <div className="flex flex-col gap-3">
      <ChartOrTable
        subject={subject}
        chart={<Lines data={data} label={label} />}
        table={<LineTable data={data} label={t('{label}, as a table', { label })} />}
      />
      <LineLegend series={data.series} />
      <MarksList marks={data.marks ?? []} zone={data.zone} />
    </div>
  );
}
