import Link from 'next/link';
import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import { sumUsd } from '@/lib/pricing/money';
import { rowsOf } from './rows-of';
import { exactSum, sumWords } from './sum-words';
import type { TimeChartData } from './types';

interface SumCellProps {
  value: string;
  measure: TimeChartData['measure'];
  /** Rows behind it. */
  href?: string | undefined;
}

function SumCell({ value, measure, href }: SumCellProps) {
  const t = useT();
  const words = sumWords(value, measure, t.locale);
  return (
    <Td numeric title={exactSum(value, measure, t.locale)} data-exact={value}>
      {href === undefined || value === '0' ? (
        words
      ) : (
        <Link href={href} prefetch={false} className="link">
          {words}
        </Link>
      )}
    </Td>
  );
}

/** The twin of a time chart: the same numbers, newest first, each a link to its rows. */
export function TimeTable({ data, label }: { data: TimeChartData; label: string }) {
  const t = useT();
  const { measure, zone, series } = data;
  const hasPrevious = data.points.some(({ previous }) => previous !== undefined);
  return (
    <div className="max-h-72 overflow-y-auto">
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t('Start ({zone})', { zone })}</Th>
            <Th numeric>{t('Total')}</Th>
            {hasPrevious && <Th numeric>{t('Period before')}</Th>}
            {series.map((one) => (
              <Th key={one.key} numeric>
                {one.label}
              </Th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.points.toReversed().map((point, index) => (
            <tr key={point.start}>
              <Td>
                {formatInstant(point.start, zone, t.locale)}
                {data.unfinished && index === 0 && t(' (not over yet)')}
              </Td>
              <SumCell value={sumUsd(Object.values(point.values))} measure={measure} />
              {hasPrevious && <SumCell value={point.previous ?? '0'} measure={measure} />}
              {series.map((one) => (
                <SumCell
                  key={one.key}
                  value={point.values[one.key] ?? '0'}
                  measure={measure}
                  href={rowsOf(one, point)}
                />
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
