'use client';
import dynamic from 'next/dynamic';
import { useT } from '#i18n';
import { Skeleton } from '@/components/ui/skeleton';
import { Table, Td, Th } from '@/components/ui/table';
import { ChartOrTable } from './chart-or-table';
import { formatDay } from '@/components/format/day';

const BurnDownChart = dynamic(() => import('./burn-down-chart').then((module) => module.BurnDownChart), {
  ssr: false,
  loading: () => <Skeleton className="h-[200px]" />,
});

export interface BurnDownPoint {
  /** Local day, `YYYY-MM-DD`. */
  day: string;
  /** USD at the end of the day: positions on a screen. */
  spent?: number;
  expected?: number;
  low?: number;
  high?: number;
}

interface BurnDownProps {
  points: BurnDownPoint[];
  limitUsd: string;
  subject: string;
  zone: string;
}

const words = (usd: number | undefined) => (usd === undefined ? '–' : `$${usd.toFixed(usd >= 1 ? 2 : 4)}`);

/** How a budget is used up, as a chart or a table. */
export function BurnDown({ points, limitUsd, subject, zone }: BurnDownProps) {
  const t = useT();
  const label = t('{subject} by day, {zone}', { subject, zone });
  return (
    <ChartOrTable
      subject={subject}
      legend={
        <p className="text-xs text-ink-soft">
          {t('Line: spent. Dotted: expected. Band: 80 % interval. Dashed, across: the limit.')}
        </p>
      }
      chart={<BurnDownChart points={points} limitUsd={limitUsd} label={label} />}
      table={
        <div className="max-h-56 overflow-y-auto">
          <Table label={t('{label}, as a table', { label })}>
            <thead>
              <tr>
                <Th>{t('Day ({zone})', { zone })}</Th>
                <Th numeric>{t('Spent')}</Th>
                <Th numeric>{t('Expected')}</Th>
                <Th numeric>{t('80 % between')}</Th>
              </tr>
            </thead>
            <tbody>
              {points.map(({ day, spent, expected, low, high }) => (
                <tr key={day}>
                  <Td>{formatDay(day, t.locale)}</Td>
                  <Td numeric>{words(spent)}</Td>
                  <Td numeric>{words(expected)}</Td>
                  <Td numeric>
                    {low === undefined
                      ? '–'
                      : t('{words} and {words2}', { words: words(low), words2: words(high) })}
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      }
    />
  );
}
