import Link from 'next/link';
import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Badge } from '@/components/ui/badge';
import { Table, Td, Th } from '@/components/ui/table';
import { listReconciliations } from '@/lib/reconciliation/list-runs';
import type { PageView } from '../../../page-view';
import { ExactUsd } from './exact-usd';

/** Comparisons that were made, newest first. */
export async function RunList({ view, shown }: { view: PageView; shown: string | undefined }) {
  const runs = await listReconciliations(view.viewer, view.workspace.id);
  if (runs.length === 0)
    return <p className="text-sm text-ink-soft">Nothing was compared yet: choose a file above.</p>;
  const { zone } = view.range;
  return (
    <Table label="Reconciliations">
      <thead>
        <tr>
          <Th>When ({zone})</Th>
          <Th>Ledger</Th>
          <Th>Outcome</Th>
          <Th numeric>Entries</Th>
          <Th numeric>Billed</Th>
          <Th numeric>Booked</Th>
          <Th numeric>Difference</Th>
          <Th>By</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <Td>
              <Link
                className="underline"
                href={view.href('/pricing/reconciliation', { run: run.id })}
                aria-current={run.id === shown ? 'true' : undefined}
              >
                {formatInstant(run.createdAt, zone)}
              </Link>
            </Td>
            <Td>
              {run.source}
              {run.provider !== null && `, ${run.provider}`}
            </Td>
            <Td>
              <Badge tone={run.agrees ? 'good' : 'bad'}>{run.agrees ? 'agrees' : 'disagrees'}</Badge>
            </Td>
            <Td numeric>{formatCount(run.entries)}</Td>
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
