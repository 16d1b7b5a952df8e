import Link from 'next/link';
import { useT } from '#i18n';
import { Empty } from '@/components/charts/empty';
import { formatCount } from '@/components/format/count';
import { formatShortInstant } from '@/components/format/instant';
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card';
import { Table, Td, Th } from '@/components/ui/table';
import { listMoved, listMovedSchema, type MovedRequest } from '@/lib/dryrun/list-moved';
import type { DryRunView } from '@/lib/dryrun/schemas';
import { getT } from '@/lib/i18n/get-t';
import { formatAmountUsd } from '@/lib/pricing/format-usd';
import type { PageView } from '../../../../page-view';
import { sayWord } from '@/lib/i18n/say-word';

interface MovedRequestsProps {
  view: PageView;
  run: DryRunView;
  from: string;
  to: string;
  page: string | undefined;
}

function Row({ request, view }: { request: MovedRequest; view: PageView }) {
  const t = useT();
  return (
    <tr>
      <Td>
        <Link href={view.href(`/requests/${request.id}`)} className="link">
          {formatShortInstant(request.startedAt, view.range.zone, t.locale)}
        </Link>
      </Td>
      <Td>{request.keyId}</Td>
      <Td>{sayWord(t, request.task.replaceAll('_', ' '))}</Td>
      <Td>{request.requestedModel}</Td>
      <Td numeric>{formatCount(request.inputTokens?.toString(), t.locale)}</Td>
      <Td numeric>{formatCount(request.outputTokens?.toString(), t.locale)}</Td>
      <Td numeric>{request.costUsd === null ? '–' : formatAmountUsd(request.costUsd, t.locale)}</Td>
    </tr>
  );
}

/** The requests of one move, each a link to what is on the books of it. */
export async function MovedRequests({ view, run, from, to, page }: MovedRequestsProps) {
  const t = await getT();
  const wanted = listMovedSchema.safeParse({ from, to, page: page ?? 1 });
  const moved = wanted.success ? await listMoved(view.viewer, run.id, wanted.data) : undefined;
  if (moved === undefined || !wanted.success)
    return (
      <Empty title={t('There is no such move in this run')}>
        {t('Go back to the draft and choose one.')}
      </Empty>
    );
  const { move, listed, rows, hasMore } = moved;
  const at = wanted.data.page;
  const pageHref = (number: number) =>
    view.href(`/routing/dry-runs/${run.id}`, { moved_from: from, moved_to: to, page: String(number) });
  return (
    <Card aria-label={t('Requests that would move')}>
      <CardHeader>
        <div className="min-w-0">
          <CardTitle className="break-words">
            {move.from} → {move.to}
          </CardTitle>
          <CardNote>
            {t('{requests} requests', { requests: formatCount(move.requests, t.locale) })}
            {listed < move.requests
              ? t(', the first {listed} are listed', { listed: formatCount(listed, t.locale) })
              : ''}
          </CardNote>
        </div>
      </CardHeader>
      <Table label={t('Each of them')}>
        <thead>
          <tr>
            <Th>{t('Time')}</Th>
            <Th>{t('Key')}</Th>
            <Th>{t('Task')}</Th>
            <Th>{t('Asked for')}</Th>
            <Th numeric>{t('Prompt')}</Th>
            <Th numeric>{t('Answer')}</Th>
            <Th numeric>{t('Cost')}</Th>
          </tr>
        </thead>
        <tbody>
          {rows.map((request) => (
            <Row key={request.id} request={request} view={view} />
          ))}
        </tbody>
      </Table>
      <CardBody className="flex gap-3 pt-3 text-sm">
        {at > 1 && <Link href={pageHref(at - 1)}>{t('Earlier ones')}</Link>}
        {hasMore && <Link href={pageHref(at + 1)}>{t('Later ones')}</Link>}
      </CardBody>
    </Card>
  );
}
