import Link from 'next/link';
import { Empty } from '@/components/charts/empty';
import { formatInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { listBatches } from '@/lib/batches/list-batches';
import { getT } from '@/lib/i18n/get-t';
import { formatAmountUsd, formatExactUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../page-view';
import { BatchProgress } from './batch-progress';
import { RefreshWhile } from './refresh-while';
import { STATE_WORDS } from './state-words';

/** Batches of the workspace, newest first; follows those that are under way. */
export async function BatchList({ view }: { view: PageView }) {
  const t = await getT();
  const batches = await listBatches(view.viewer, view.workspace.id);
  if (batches.length === 0)
    return (
      <Empty title={t('No batches yet')}>
        {t.rich(
          'Upload a file of requests above, or point an OpenAI client at <code>/v1/files</code> and <code2>/v1/batches</code2>.',
          { code: (words) => <code>{words}</code>, code2: (words) => <code>{words}</code> },
        )}
      </Empty>
    );
  return (
    <Card>
      <CardHeader>
        <CardTitle>{t('Batches')}</CardTitle>
        <RefreshWhile open={batches.some(({ endedAt }) => endedAt === null)} />
      </CardHeader>
      <CardBody>
        <Table label={t('Batches')}>
          <thead>
            <tr>
              <Th>{t('Batch')}</Th>
              <Th>{t('State')}</Th>
              <Th className="min-w-48">{t('Progress')}</Th>
              <Th numeric>{t('Cost')}</Th>
              <Th>{t('By')}</Th>
              <Th>{t('Since')}</Th>
            </tr>
          </thead>
          <tbody>
            {batches.map((batch) => (
              <tr key={batch.id}>
                <Td>
                  <Link className="font-mono text-xs link" href={view.href(`/batches/${batch.id}`)}>
                    {batch.id.slice(0, 18)}…
                  </Link>
                </Td>
                <Td>{t(STATE_WORDS[batch.status])}</Td>
                <Td>
                  <BatchProgress batch={batch} now={view.now.getTime()} />
                </Td>
                <Td numeric title={formatExactUsd(batch.spentUsd, t.locale)}>
                  {formatAmountUsd(batch.spentUsd, t.locale)}
                </Td>
                <Td>{batch.author}</Td>
                <Td>{formatInstant(batch.createdAt, view.range.zone, t.locale)}</Td>
              </tr>
            ))}
          </tbody>
        </Table>
      </CardBody>
    </Card>
  );
}
