import Link from 'next/link';
import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { LineChartData } from './line-types';
import { measureWords } from './measure-words';
import { rowsOf } from './rows-of';

/** The twin of a line chart: the same numbers, newest first. */
export function LineTable({ data, label }: { data: LineChartData; label: string }) {
  const t = useT();
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t('Start ({zone})', { zone: data.zone })}</Th>
            {data.series.map(({ key, label: name }) => (
              <Th key={key} numeric>
                {name}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.points.toReversed().map(({ start, end, values }, index) => (
            <tr key={start}>
              <Td>
                {formatInstant(start, data.zone, t.locale)}
                {data.unfinished && index === 0 && t(' (not over yet)')}
              </Td>
              {data.series.map((series) => {
                const words = measureWords(values[series.key], data.measure, t.locale);
                const href = values[series.key] === undefined ? undefined : rowsOf(series, { start, end });
                return (
                  <Td key={series.key} numeric>
                    {href === undefined ? (
                      words
                    ) : (
                      <Link href={href} prefetch={false} className="link">
                        {words}
                      </Link>
                    )}
                  </Td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
