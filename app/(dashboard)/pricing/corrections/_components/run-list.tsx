import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import { listReratings } from '@/lib/rerating/list-runs';
import type { PageView } from '../../../page-view';
import { UndoRun } from './undo-run';

/** Re-ratings that were booked, and what undid them. */
export async function RunList({ view, mayUndo }: { view: PageView; mayUndo: boolean }) {
  const runs = await listReratings(view.viewer, view.workspace.id);
  if (runs.length === 0) return <p className="text-sm text-ink-soft">Nothing was re-rated yet.</p>;
  const { zone } = view.range;
  return (
    <Table label="Re-ratings">
      <thead>
        <tr>
          <Th>When ({zone})</Th>
          <Th>What</Th>
          <Th>Requests of</Th>
          <Th numeric>Attempts</Th>
          <Th numeric>Change</Th>
          <Th>By</Th>
          <Th>Undo</Th>
        </tr>
      </thead>
      <tbody>
        {runs.map((run) => (
          <tr key={run.id}>
            <Td>{formatInstant(run.createdAt, zone)}</Td>
            <Td>{run.kind === 'undo' ? 'undo' : `prices of version ${run.configVersion}`}</Td>
            <Td>
              {formatInstant(run.from, zone)} – {formatInstant(run.to, zone)}
            </Td>
            <Td numeric>{formatCount(run.attempts)}</Td>
            <Td numeric title={formatExactUsd(run.deltaUsd)} data-exact={run.deltaUsd}>
              {formatAmountUsd(run.deltaUsd)}
            </Td>
            <Td>{run.author}</Td>
            <Td>
              {run.kind === 'rerate' && run.undoneBy === null && mayUndo ? (
                <UndoRun id={run.id} />
              ) : run.undoneBy === null ? (
                '–'
              ) : (
                'undone'
              )}
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
