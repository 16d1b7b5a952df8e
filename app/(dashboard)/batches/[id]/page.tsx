import { notFound } from 'next/navigation';
import { formatInstant } from '@/components/format/instant';
import { PageTitle } from '@/components/layout/page-title';
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card';
import { may } from '@/lib/access/may';
import { getBatch } from '@/lib/batches/list-batches';
import { GatewayError } from '@/lib/errors/gateway-error';
import { getT } from '@/lib/i18n/get-t';
import { msg } from '@/lib/i18n/msg';
import { titled } from '@/lib/i18n/titled';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import { requireUser } from '@/lib/users/require-user';
import { ActionForm } from '../../_components/action/action-form';
import { NoWorkspace } from '../../_components/no-workspace';
import { openView } from '../../page-view';
import { addressOf, readQuery } from '../../read-query';
import { BatchProgress } from '../_components/batch-progress';
import { RefreshWhile } from '../_components/refresh-while';
import { STATE_WORDS } from '../_components/state-words';
import { cancelBatchAction } from '../actions';
import { BatchFiles } from './_components/batch-files';
import { BatchProblems } from './_components/batch-problems';

export const generateMetadata = titled(msg('Batch'));

export default async function BatchPage({ params, searchParams }: PageProps<'/batches/[id]'>) {
  const t = await getT();
  const [{ id }, search] = await Promise.all([params, searchParams]);
  const query = readQuery(search);
  const viewer = await requireUser(addressOf(`/batches/${id}`, query));
  const view = await openView(viewer, query);
  if (view === undefined) return <NoWorkspace />;
  const batch = await getBatch(viewer, id).catch((error: unknown) => {
    if (error instanceof GatewayError && error.code === 'not_found') notFound();
    throw error;
  });
  const { zone } = view.range;
  const unknown =
    batch.uncosted === 0 ? '' : t(', and {uncosted} of unknown cost', { uncosted: batch.uncosted });
  const facts: [string, string][] = [
    [t('State'), t(STATE_WORDS[batch.status])],
    [t('Cost'), `${formatExactUsd(batch.spentUsd, t.locale)}${unknown}`],
    [
      t('Cap'),
      batch.options.maxCostUsd === undefined ? 'none' : formatExactUsd(batch.options.maxCostUsd, t.locale),
    ],
    [t('Endpoint'), batch.endpoint],
    [t('Key'), batch.keyId],
    [t('By'), batch.author],
    [t('Created'), formatInstant(batch.createdAt, zone, t.locale)],
    ...(batch.runAfter === null
      ? []
      : [[t('Not before'), formatInstant(batch.runAfter, zone, t.locale)] as [string, string]]),
    ...(batch.endedAt === null
      ? []
      : [[t('Ended'), formatInstant(batch.endedAt, zone, t.locale)] as [string, string]]),
  ];
  const mayCancel = may(viewer, 'job.run') && ['validating', 'in_progress'].includes(batch.status);
  return (
    <>
      <PageTitle above={[{ label: t('Batches'), href: view.href('/batches') }]} title={t('Batch')}>
        {batch.id}
      </PageTitle>
      <Card>
        <CardHeader>
          <CardTitle>{t('Progress')}</CardTitle>
          <RefreshWhile open={batch.endedAt === null} />
        </CardHeader>
        <CardBody className="flex flex-col gap-4">
          <BatchProgress batch={batch} now={view.now.getTime()} />
          <dl className="grid gap-x-4 gap-y-1 text-sm sm:grid-cols-[max-content_minmax(0,1fr)]">
            {facts.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-ink-soft">{name}</dt>
                <dd className="break-words">{value}</dd>
              </div>
            ))}
          </dl>
          {mayCancel && (
            <ActionForm
              action={cancelBatchAction}
              submit={t('Cancel the batch')}
              variant="danger"
              confirm={t('Cancel it? What is done is kept.')}
            >
              <input type="hidden" name="id" value={batch.id} />
            </ActionForm>
          )}
        </CardBody>
      </Card>
      <BatchFiles batch={batch} mayRead={may(viewer, 'body.read')} />
      <BatchProblems problems={batch.problems} />
    </>
  );
}
