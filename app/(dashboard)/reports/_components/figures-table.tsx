import { useT } from '#i18n';
import { formatChange } from '@/components/format/change';
import { formatDay } from '@/components/format/day';
import { Table, Td, Th } from '@/components/ui/table';
import type { PeriodChange } from '@/lib/analytics/compare-periods';
import { metricOf } from '@/lib/analytics/metrics';
import { hasUncosted } from '@/lib/reports/has-uncosted';
import { formatMetric } from '../../spend/_components/format-metric';

interface FiguresTableProps {
  /** Of the table, for who hears it. */
  label: string;
  figures: readonly PeriodChange[];
  /** Heads of the two columns. */
  before: string;
  after: string;
  /** First day with data, where that lies within the period before. */
  since: string | undefined;
}

/** Two periods in figures. */
export function FiguresTable({ label, figures, before, after, since }: FiguresTableProps) {
  const t = useT();
  return (
    <>
      <Table label={label}>
        <thead>
          <tr>
            <Th>{t('Metric')}</Th>
            <Th numeric>{before}</Th>
            <Th numeric>{after}</Th>
            <Th numeric>{t('Change')}</Th>
          </tr>
        </thead>
        <tbody>
          {figures.map(({ metric, before: old, after: recent, change }) => (
            <tr key={metric}>
              <Td>{t(metricOf(metric).label)}</Td>
              <Td numeric title={old}>
                {formatMetric(old, metricOf(metric).unit, t.locale)}
              </Td>
              <Td numeric title={recent} data-exact={recent}>
                {formatMetric(recent, metricOf(metric).unit, t.locale)}
              </Td>
              <Td numeric>{formatChange(change, t.locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
      {hasUncosted(figures) && (
        <p className="text-sm text-warn">
          {t('What is said of money leaves out the uncosted attempts: their price or usage is not known.')}
        </p>
      )}
      {since !== undefined && (
        <p className="text-sm">
          {t('No data before {day}: no change is told.', { day: formatDay(since, t.locale) })}
        </p>
      )}
    </>
  );
}
