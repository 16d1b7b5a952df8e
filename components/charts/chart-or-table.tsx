'use client';
import { ChartColumn, Table as TableIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';

interface ChartOrTableProps {
  chart: ReactNode;
  table: ReactNode;
  /** What the marks of the chart mean; stands above it, beside the buttons. */
  legend?: ReactNode;
  /** Names the chart for the two buttons. */
  subject: string;
}

/** A chart and its table twin: the same numbers, one button each. */
export function ChartOrTable({ chart, table, legend, subject }: ChartOrTableProps) {
  const t = useT();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap-reverse items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-96">{legend}</div>
        <div role="group" aria-label={t('{subject}: view', { subject })} className="ml-auto flex gap-1">
          <Button
            size="sm"
            variant={view === 'chart' ? 'outline' : 'ghost'}
            aria-pressed={view === 'chart'}
            onClick={() => setView('chart')}
          >
            <ChartColumn aria-hidden /> {t('Chart')}
          </Button>
          <Button
            size="sm"
            variant={view === 'table' ? 'outline' : 'ghost'}
            aria-pressed={view === 'table'}
            onClick={() => setView('table')}
          >
            <TableIcon aria-hidden /> {t('Table')}
          </Button>
        </div>
      </div>
      {view === 'chart' ? chart : table}
    </div>
  );
}
