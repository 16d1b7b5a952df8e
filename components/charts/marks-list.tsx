import Link from 'next/link';
import { useT } from '#i18n';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { ChartMark } from './types';

/** The twin of the marks of a chart: what was changed or happened, and when. */
export function MarksList({ marks, zone }: { marks: readonly ChartMark[]; zone: string }) {
  const t = useT();
  if (marks.length === 0) return null;
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-xs text-ink-soft">
        {t('{marks, plural, one {# event} other {# events}} in this range (▾ in the chart)', {
          marks: marks.length,
        })}
      </summary>
      <div className="mt-1 max-h-48 overflow-y-auto">
        <Table label={t('Events in this range')}>
          <thead>
            <tr>
              <Th>{t('At ({zone})', { zone })}</Th>
              <Th>{t('Event')}</Th>
            </tr>
          </thead>
          <tbody>
            {marks.map(({ at, label, href }) => (
              <tr key={`${at} ${label}`}>
                <Td>{formatInstant(at, zone, t.locale)}</Td>
                <Td className="whitespace-normal">
                  {href === undefined ? (
                    label
                  ) : (
                    <Link href={href} prefetch={false} className="link">
                      {label}
                    </Link>
                  )}
                </Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </div>
    </details>
  );
}
