import Link from 'next/link';
import { formatCount } from '@/components/format/count';
import { formatInstant } from '@/components/format/instant';
import { Table, Td, Th } from '@/components/ui/table';
import { quarantinedUsage } from '@/lib/analytics/quarantined-usage';
import type { PageView } from '../../../page-view';

/** Attempts whose usage cannot be right: in no sum until somebody has looked. */
export async function QuarantineList({ view }: { view: PageView }) {
  const { total, attempts } = await quarantinedUsage(view.viewer, view.scope);
  if (total === 0)
    return <p className="text-sm text-ink-soft">None: each usage of this period could be right.</p>;
  return (
    <>
      <p className="pb-2 text-sm">{formatCount(total)} attempts; nothing of them was billed.</p>
      <Table label="Quarantined usage">
        <thead>
          <tr>
            <Th>When ({view.range.zone})</Th>
            <Th>Model</Th>
            <Th>Counts that cannot be right</Th>
            <Th>As it came</Th>
          </tr>
        </thead>
        <tbody>
          {attempts.map(({ requestId, attempt, at, provider, model, counts, rawUsage }) => (
            <tr key={`${requestId} ${attempt}`}>
              <Td>
                <Link className="underline" href={view.href(`/requests/${encodeURIComponent(requestId)}`)}>
                  {formatInstant(at, view.range.zone)}
                </Link>
              </Td>
              <Td>
                {provider} {model}
              </Td>
              <Td>{counts.join(', ')}</Td>
              <Td className="font-mono text-xs">{JSON.stringify(rawUsage).slice(0, 200)}</Td>
            </tr>
          ))}
        </tbody>
      </Table>
    </>
  );
}
