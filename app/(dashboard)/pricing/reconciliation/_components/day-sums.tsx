import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { Table, Td, Th } from '@/components/ui/table';
import type { StoredResult } from '@/lib/reconciliation/stored-result';
import { ExactUsd } from './exact-usd';
import { formatDay } from '@/components/format/day';

/** Both sides by day and model, with what of the books is an estimate. */
export function DaySums({ rows }: { rows: StoredResult['days'] }) {
  const t = useT();
  return (
    <Table label={t('By day and model')}>
      <thead>
        <tr>
          <Th>{t('Day (UTC)')}</Th>
          <Th>{t('Model at the provider')}</Th>
          <Th numeric>{t('Entries')}</Th>
          <Th numeric>{t('Attempts')}</Th>
          <Th numeric>{t('Billed')}</Th>
          <Th numeric>{t('Booked')}</Th>
          <Th numeric>{t('Difference')}</Th>
          <Th numeric>{t('± estimates')}</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.day} ${row.model}`}>
            <Td>{formatDay(row.day, t.locale)}</Td>
            <Td>{row.model}</Td>
            <Td numeric>{formatCount(row.entries, t.locale)}</Td>
            <Td numeric>{formatCount(row.attempts, t.locale)}</Td>
            <Td numeric>
              <ExactUsd amount={row.billedUsd} />
            </Td>
            <Td numeric>
              <ExactUsd amount={row.bookedUsd} />
            </Td>
            <Td numeric>
              <ExactUsd amount={row.deltaUsd} />
            </Td>
            <Td numeric>
              <ExactUsd amount={row.uncertainUsd} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
