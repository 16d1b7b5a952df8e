import Link from 'next/link';
import { Empty } from '@/components/charts/empty';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { listBatches } from '@/lib/batches/list-batches';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../page-view';
import { BatchProgress } from './batch-progress';
import { RefreshWhile } from './refresh-while';
import { STATE_WORDS } from './state-words';

/** Batches of the workspace, newest first; follows those that are under way. */
export async function BatchList({ view }: { view: PageView }) {
  const batches = await listBatches(view.viewer, view.workspace.id);
  if (batches.length === 0)
    return (
      <Empty title="No batches yet">
        Upload a file of requests above, or point an OpenAI client at <code>/v1/files</code> and{' '}
        <code>/v1/batches</code>.
      </Empty>
    );
  return (
    <Card>
      <CardHeader>
        <CardTitle>Batches</CardTitle>
        <RefreshWhile open={batches.some(({ endedAt }) => endedAt === null)} />
      </CardHeader>
      <CardBody>
        <Table label="Batches">
          <thead>
            <tr>
              <Th>Batch</Th>
              <Th>State</Th>
              <Th className="min-w-48">Progress</Th>
              <Th numeric>Cost</Th>
              <Th>By</Th>
              <Th>Since</Th>
            </tr>
          </thead>
          <tbody>
            {batches.map((batch) => (
              <tr key={batch.id}>
                <Td>
                  <Link
                    className="font-mono text-xs text-brand hover:underline"
                    href={view.href(`/batches/${batch.id}`)}
                  >
                    {batch.id.slice(0, 18)}…
                  </Link>
                </Td>
                <Td>{STATE_WORDS[batch.status]}</Td>
                <Td>
                  <BatchProgress batch={batch} now={view.now.getTime()} />
                </Td>
                <Td numeric title={formatExactUsd(batch.spentUsd)}>
                  {formatAmountUsd(batch.spentUsd)}
                </Td>
                <Td>{batch.author}</Td>
                <Td>{formatInstant(batch.createdAt, view.range.zone)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
