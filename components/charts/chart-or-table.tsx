'use client';
import { ChartColumn, Table as TableIcon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useT } from '#i18n';
import { Button } from '@/components/ui/button';

interface ChartOrTableProps {
  chart: ReactNode;
  table: ReactNode;
  /** Names the chart for the two buttons. */
  subject: string;
}

/** A chart and its table twin: the same numbers, one button each. */
export function ChartOrTable({ chart, table, subject }: ChartOrTableProps) {
  const t = useT();
  const [view, setView] = useState<'chart' | 'table'>('chart');
  return (
    <div className="flex flex-col gap-2">
      <div role="group" aria-label={t('{subject}: view', { subject })} className="flex gap-1 self-end">
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
      {view === 'chart' ? chart : table}
    </div>
  );
}
