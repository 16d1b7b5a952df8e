import { formatCount } from '@/components/format/count';
import { Table, Td, Th } from '@/components/ui/table';
import type { StoredResult } from '@/lib/reconciliation/stored-result';
import { ExactUsd } from './exact-usd';

/** Both sides by day and model, with what of the books is an estimate. */
export function DaySums({ rows }: { rows: StoredResult['days'] }) {
  return (
    <Table label="By day and model">
      <thead>
        <tr>
          <Th>Day (UTC)</Th>
          <Th>Model at the provider</Th>
          <Th numeric>Entries</Th>
          <Th numeric>Attempts</Th>
          <Th numeric>Billed</Th>
          <Th numeric>Booked</Th>
          <Th numeric>Difference</Th>
          <Th numeric>± estimates</Th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={`${row.day} ${row.model}`}>
            <Td>{row.day}</Td>
            <Td>{row.model}</Td>
            <Td numeric>{formatCount(row.entries)}</Td>
            <Td numeric>{formatCount(row.attempts)}</Td>
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
