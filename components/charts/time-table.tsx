import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import { sumUsd } from '@/lib/pricing/money';
import type { TimeChartData } from './types';

/** The twin of a time chart: the same numbers, newest first. */
export function TimeTable({ data, label }: { data: TimeChartData; label: string }) {
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table label={label}>
        <thead>
          <tr>
            <Th>Start ({data.zone})</Th>
            <Th numeric>Total</Th>
            {data.series.map((series) => (
              <Th key={series.key} numeric>
                {series.label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.points.toReversed().map((point, index) => {
            const total = sumUsd(Object.values(point.values));
            return (
              <tr key={point.start}>
                <Td>
                  {formatInstant(point.start, data.zone)}
                  {data.unfinished && index === 0 && ' (not over yet)'}
                </Td>
                <Td numeric title={formatExactUsd(total)}>
                  {formatAmountUsd(total)}
                </Td>
                {data.series.map((series) => (
                  <Td key={series.key} numeric title={formatExactUsd(point.values[series.key] ?? '0')}>
                    {formatAmountUsd(point.values[series.key] ?? '0')}
                  </Td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </Table>
    </div>
  );
}
