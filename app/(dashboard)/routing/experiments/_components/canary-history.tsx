import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import type { CanaryView } from '@/lib/canary/schemas';

/** What happened to a canary, by whom and why. */
export function CanaryHistory({ canary, zone }: { canary: CanaryView; zone: string }) {
  return (
    <details className="text-sm">
      <summary className="cursor-pointer text-xs text-ink-soft">
        What happened to it ({canary.events.length})
      </summary>
      <Table label={`History of ${canary.id}`}>
        <thead>
          <tr>
            <Th>At ({zone})</Th>
            <Th>What</Th>
            <Th numeric>Share</Th>
            <Th>By</Th>
            <Th>Why</Th>
          </tr>
        </thead>
        <tbody>
          {canary.events.map(({ at, kind, fromPercent, toPercent, actor, reason }) => (
            <tr key={`${at.toISOString()} ${kind}`}>
              <Td>{formatInstant(at, zone)}</Td>
              <Td>{kind.replace('_', ' ')}</Td>
              <Td numeric>
                {fromPercent} → {toPercent} %
              </Td>
              <Td>{actor}</Td>
              <Td className="whitespace-normal">{reason}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </details>
  );
}
