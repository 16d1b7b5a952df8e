import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { LineChartData } from './line-types';
import { measureWords } from './measure-words';

/** The twin of a line chart: the same numbers, newest first. */
export function LineTable({ data, label }: { data: LineChartData; label: string }) {
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table label={label}>
        <thead>
          <tr>
            <Th>Start ({data.zone})</Th>
            {data.series.map(({ key, label: name }) => (
              <Th key={key} numeric>
                {name}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.points.toReversed().map(({ start, values }, index) => (
            <tr key={start}>
              <Td>
                {formatInstant(start, data.zone)}
                {data.unfinished && index === 0 && ' (not over yet)'}
              </Td>
              {data.series.map(({ key }) => (
                <Td key={key} numeric>
                  {measureWords(values[key], data.measure)}
                </Td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
