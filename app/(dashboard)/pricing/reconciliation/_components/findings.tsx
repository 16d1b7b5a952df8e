import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { Table, Td, Th } from '@/components/ui/table';
import type { StoredResult } from '@/lib/reconciliation/stored-result';
import { ExactUsd } from './exact-usd';
import { formatDay } from '@/components/format/day';

interface Finding {
  id: string;
  day: string;
  model: string;
  /** Null: nothing is known. Absent: that side has no such entry. */
  billedUsd?: string | null;
  bookedUsd?: string | null;
}

function Kind({ title, count, rows }: { title: string; count: number; rows: Finding[] }) {
  const t = useT();
  if (rows.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <h3 className="text-sm font-medium">
        {title}: {formatCount(count, t.locale)}
        {count > rows.length && t(', the first {rows} shown', { rows: formatCount(rows.length, t.locale) })}
      </h3>
      <Table label={title}>
        <thead>
          <tr>
            <Th>{t('Id')}</Th>
            <Th>{t('Day (UTC)')}</Th>
            <Th>{t('Model')}</Th>
            <Th numeric>{t('Billed')}</Th>
            <Th numeric>{t('Booked')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, day, model, billedUsd, bookedUsd }) => (
            <tr key={id}>
              <Td className="font-mono text-xs">{id}</Td>
              <Td>{formatDay(day, t.locale)}</Td>
              <Td>{model}</Td>
              <Td numeric>{billedUsd === undefined ? '–' : <ExactUsd amount={billedUsd} />}</Td>
              <Td numeric>{bookedUsd === undefined ? '–' : <ExactUsd amount={bookedUsd} />}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

/** Entry by entry: what one side has and the other does not, and what both have at different amounts. */
export function Findings({ result }: { result: StoredResult }) {
  const t = useT();
  const { counts, missing, differences, unbilled, repeated } = result;
  return (
    <>
      <Kind
        title={t('Billed and not on the books')}
        count={counts.missing}
        rows={missing.map(({ costUsd, ...rest }) => ({ ...rest, billedUsd: costUsd }))}
      />
      <Kind title={t('Different amounts')} count={counts.differing} rows={differences} />
      <Kind
        title={t('On the books and not billed')}
        count={counts.unbilled}
        rows={unbilled.map(({ costUsd, ...rest }) => ({ ...rest, bookedUsd: costUsd }))}
      />
      {repeated.length > 0 && (
        <p className="text-sm break-words">
          {t.rich('Listed twice, counted once: {repeated}', {
            repeated: <span className="font-mono text-xs">{repeated.join(', ')}</span>,
          })}
        </p>
      )}
    </>
  );
}
