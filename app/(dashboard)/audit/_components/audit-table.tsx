import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { AuditEntry } from '@/lib/audit/schemas';

/** Before and after, as they were sealed; folded away since they are long. */
function Change({ before, after }: Pick<AuditEntry, 'before' | 'after'>) {
  return (
    <details>
      <summary className="cursor-pointer text-brand">Before and after</summary>
      <pre className="max-w-xl overflow-x-auto py-1 text-xs whitespace-pre-wrap break-all">
        {JSON.stringify({ before, after }, null, 1)}
      </pre>
    </details>
  );
}

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  return (
    <Table label="Audit log">
      <thead>
        <tr>
          <Th numeric>No.</Th>
          <Th>When (UTC)</Th>
          <Th>Who</Th>
          <Th>From</Th>
          <Th>Action</Th>
          <Th>What</Th>
          <Th>Change</Th>
        </tr>
      </thead>
      <tbody>
        {entries.map(({ seq, at, actor, action, subject, before, after }) => (
          <tr key={seq}>
            <Td numeric>{seq}</Td>
            <Td>{formatInstant(new Date(at), 'UTC')}</Td>
            <Td title={actor.id}>{actor.name}</Td>
            <Td>{actor.address ?? '–'}</Td>
            <Td>{action}</Td>
            <Td>
              {subject.kind} {subject.id}
            </Td>
            <Td>
              <Change before={before} after={after} />
            </Td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
