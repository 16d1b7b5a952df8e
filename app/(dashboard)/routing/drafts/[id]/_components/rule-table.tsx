import { formatCount } from '@/components/format/count';
import { Table, Td, Th } from '@/components/ui/table';
import type { DryRunResult } from '@/lib/dryrun/schemas';

/** How often each rule fires, now and with the draft. */
export function RuleTable({ rows }: { rows: DryRunResult['byRule'] }) {
  return (
    <section className="min-w-0">
      <h3 className="mb-1 text-xs font-semibold">By rule that fires</h3>
      <Table label="By rule that fires">
        <thead>
          <tr>
            <Th>Rule</Th>
            <Th numeric>Now</Th>
            <Th numeric>Then</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ ruleId, before, after }) => (
            <tr key={ruleId}>
              <Td>{ruleId === '' ? 'none' : ruleId}</Td>
              <Td numeric>{formatCount(before)}</Td>
              <Td numeric>{formatCount(after)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
