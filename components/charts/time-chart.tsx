'use client';
import { ChartOrTable } from './chart-or-table';
import { Legend } from './legend';
import { StackedBars } from './stacked-bars';
import { TimeTable } from './time-table';
import type { TimeChartData } from './types';

/** Money over time as bars or as a table. `subject` names it, e.g. "Spend over time". */
export function TimeChart({ data, subject }: { data: TimeChartData; subject: string }) {
  const label = `${subject} by ${data.unit}, ${data.zone}`;
  return (
    <div className="flex flex-col gap-3">
      <ChartOrTable
        subject={subject}
        chart={<StackedBars data={data} label={label} />}
        table={<TimeTable data={data} label={`${label}, as a table`} />}
      />
      <Legend series={data.series} />
    </div>
  );
}
