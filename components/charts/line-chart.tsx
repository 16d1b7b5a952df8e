'use client';
import dynamic from 'next/dynamic';
import { useT } from '#i18n';
import { Skeleton } from '@/components/ui/skeleton';
import { RangeBrush } from './brush/range-brush';
import { ChartOrTable } from './chart-or-table';
import { LineLegend } from './line-legend';
import { LineTable } from './line-table';
import type { LineChartData } from './line-types';
import { MarksList } from './marks-list';
import { sayWord } from '@/lib/i18n/say-word';

/** Drawn in the browser only; the charting library is fetched after the page's own code. */
const Lines = dynamic(() => import('./lines').then((module) => module.Lines), {
  ssr: false,
  loading: () => <Skeleton className="h-[260px]" />,
});

/** As lines.tsx draws it: width of the axis, margin at the end. */
const PLOT = { left: 64, right: 8, buckets: 'points' } as const;

interface LineChartProps {
  data: LineChartData;
  /** Names it, e.g. "p95 over time". */
  subject: string;
  /** Its time is the range of the page: a stretch of it can be chosen. */
  isRange?: boolean;
}

/** Figures over time as lines or as a table. */
export function LineChart({ data, subject, isRange = false }: LineChartProps) {
  const t = useT();
  const label = t('{subject} by {unit}, {zone}', {
    subject,
    unit: sayWord(t, data.unit),
    zone: data.zone,
  });
  const chart = <Lines data={data} label={label} />;
  return (
    <div className="flex flex-col gap-3">
      <ChartOrTable
        subject={subject}
        legend={<LineLegend series={data.series} />}
        chart={isRange ? <RangeBrush {...{ data, plot: PLOT }}>{chart}</RangeBrush> : chart}
        table={<LineTable data={data} label={t('{label}, as a table', { label })} />}
      />
      <MarksList marks={data.marks ?? []} zone={data.zone} />
    </div>
  );
}
