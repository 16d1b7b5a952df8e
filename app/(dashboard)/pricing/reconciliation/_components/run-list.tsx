import Link from 'next/link';
import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import { orNothing } from '@/lib/errors/or-nothing';
import { getT } from '@/lib/i18n/get-t';
import { listReconciliations } from '@/lib/reconciliation/list-runs';
import type { PageView } from '../../../page-view';
import { ExactUsd } from './exact-usd';

/** Comparisons that were made, newest first. */
export async function RunList({ view, shown }: { view: PageView; shown: string | undefined }) {
  const t = await getT();
  const runs = await orNothing(listReconciliations(view.viewer, view.workspace.id));
  if (runs === undefined)
    return (
      <p className="text-sm text-ink-soft">
        {t('You see some teams only, and these sums are of the whole workspace.')}
      </p>
    );
  if (runs.length === 0)
    return <p className="text-sm text-ink-soft">{t('Nothing was compared yet: choose a file above.')}</p>;
  const { zone } = view.range;
  return (
    <Table label={t('Reconciliations')}>
      <thead>
        <tr>
          <Th>{t('When ({zone})', { zone })}</Th>
          <Th>{t('Ledger')}</Th>
          <Th>{t('Outcome')}</Th>
          <Th numeric>{t('Entries')}</Th>
          <Th numeric>{t('Billed')}</Th>
          <Th numeric>{t('Booked')}</Th>
          <Th numeric>{t('Difference')}</Th>
          <Th>{t('By')}</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <Td>
              <Link
                className="link"
                href={view.href('/pricing/reconciliation', { run: run.id })}
                aria-current={run.id === shown ? 'true' : undefined}
              >
                {formatInstant(run.createdAt, zone, t.locale)}
              </Link>
            </Td>
            <Td>
              {run.source}
              {run.provider !== null && `, ${run.provider}`}
            </Td>
            <Td>
              <Badge tone={run.agrees ? 'good' : 'bad'}>{run.agrees ? t('agrees') : t('disagrees')}</Badge>
            </Td>
            <Td numeric>{formatCount(run.entries, t.locale)}</Td>
            <Td numeric>
              <ExactUsd amount={run.billedUsd} />
            </Td>
            <Td numeric>
              <ExactUsd amount={run.bookedUsd} />
            </Td>
            <Td numeric>
              <ExactUsd amount={run.deltaUsd} />
            </Td>
            <Td>{run.author}</Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
