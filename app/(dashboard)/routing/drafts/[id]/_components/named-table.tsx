import { formatCount } from '@/components/format/count';
import { Table, Td, Th } from '@/components/ui/table';
import type { DryRunResult } from '@/lib/dryrun/schemas';
import { formatAmountUsd } from '@/lib/pricing/format-usd';

/** A dry run's sums by key or task, those that move most first. */
export function NamedTable({ title, rows }: { title: string; rows: DryRunResult['byKey'] }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-xs font-semibold">{title}</h3>
      <Table label={title}>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th numeric>Moved</Th>
            <Th numeric>Now</Th>
            <Th numeric>Then</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, requests, moved, costBeforeUsd, costAfterUsd }) => (
            <tr key={name}>
              <Td>{name === '' ? 'none' : name.replaceAll('_', ' ')}</Td>
              <Td numeric>
                {formatCount(moved)} of {formatCount(requests)}
              </Td>
              <Td numeric>{formatAmountUsd(costBeforeUsd)}</Td>
              <Td numeric>{formatAmountUsd(costAfterUsd)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
