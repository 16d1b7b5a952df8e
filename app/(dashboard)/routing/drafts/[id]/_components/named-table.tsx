import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { Table, Td, Th } from '@/components/ui/table';
import type { DryRunResult } from '@/lib/dryrun/schemas';
import { formatAmountUsd } from '@/lib/pricing/format-usd';

/** A dry run's sums by key or task, those that move most first. */
export function NamedTable({ title, rows }: { title: string; rows: DryRunResult['byKey'] }) {
  const t = useT();
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-xs font-semibold">{title}</h3>
      <Table label={title}>
        <thead>
          <tr>
            <Th>{t('Name')}</Th>
            <Th numeric>{t('Moved')}</Th>
            <Th numeric>{t('Now')}</Th>
            <Th numeric>{t('Then')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, requests, moved, costBeforeUsd, costAfterUsd }) => (
            <tr key={name}>
              <Td>{name === '' ? t('none') : name.replaceAll('_', ' ')}</Td>
              <Td numeric>
                {t('{moved} of {requests}', {
                  moved: formatCount(moved, t.locale),
                  requests: formatCount(requests, t.locale),
                })}
              </Td>
              <Td numeric>{formatAmountUsd(costBeforeUsd, t.locale)}</Td>
              <Td numeric>{formatAmountUsd(costAfterUsd, t.locale)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
