import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { ChartMark } from './types';

/** The twin of the marks of a chart: what was changed, and when. */
export function MarksList({ marks, zone }: { marks: readonly ChartMark[]; zone: string }) {
  const t = useT();
  if (marks.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-xs text-ink-soft">
        {marks.length === 1 ? t('1 change') : t('{marks} changes', { marks: marks.length })}{' '}
        {t('of the configuration in this range (▾ in the chart)')}
      </summary>
      <div className="mt-1 max-h-48 overflow-y-auto">
        <Table label={t('Changes of the configuration')}>
          <thead>
            <tr>
              <Th>{t('At ({zone})', { zone })}</Th>
              <Th>{t('Change')}</Th>
            </tr>
          </thead>
          <tbody>
            {marks.map(({ at, label }) => (
              <tr key={`${at} ${label}`}>
                <Td>{formatInstant(at, zone, t.locale)}</Td>
                <Td className="whitespace-normal">{label}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
