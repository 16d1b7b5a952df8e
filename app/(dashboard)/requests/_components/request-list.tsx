import { ArrowLeft, ArrowRight } from 'lucide-react';
import Link from 'next/link';
import { Empty } from '@/components/charts/empty';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { listRequests } from '@/lib/analytics/requests/list-requests';
import type { Cursor } from '@/lib/analytics/requests/cursor';
import type { RequestFilters } from '@/lib/analytics/requests/request-filters';
import { getT } from '@/lib/i18n/get-t';
import { modelSeries } from '../../model-series';
import type { PageView } from '../../page-view';
import { filterParams } from '../search-params';
import { LiveTail } from './live-tail';
import { RequestTable } from './request-table';

interface RequestListProps {
  view: PageView;
  filters: RequestFilters;
  after: Cursor | undefined;
  live: boolean;
}

export async function RequestList({ view, filters, after, live }: RequestListProps) {
  const t = await getT();
  const query = { ...view.scope, filters, ...(after === undefined ? {} : { after }) };
  const [{ rows, older }, seriesOf] = await Promise.all([
    listRequests(view.viewer, query),
    modelSeries(view.viewer),
  ]);
  const params = filterParams(filters);
  const kept = { ...params, live: live ? '1' : undefined };
  const tail = (
    <LiveTail
      isLive={live}
      isFrozen={after !== undefined}
      href={view.href('/requests', { ...params, live: live ? undefined : '1' })}
    />
  );
  if (rows.length === 0 && after === undefined) {
    return (
      <Empty title={t('No request matches')}>
        <p>
          {Object.keys(params).length > 0
            ? t('Take a filter away, or choose a longer range.')
            : t('Choose a longer range, or send a first request to /v1/chat/completions of this server.')}
        </p>
        {tail}
      </Empty>
    );
  }
  return (
    <Card>
      <RequestTable view={view} rows={rows} seriesOf={seriesOf} />
      <nav aria-label={t('Pages of the list')} className="flex items-center justify-between gap-2 px-3 py-2">
        <p className="text-xs text-ink-soft">{t('{rows} requests, newest first', { rows: rows.length })}</p>
        <div className="flex items-center gap-1">
          {tail}
          {after !== undefined && (
            <Button size="sm" asChild>
              <Link href={view.href('/requests', kept)}>
                <ArrowLeft aria-hidden /> {t('Newest')}
              </Link>
            </Button>
          )}
          {older !== undefined && (
            <Button size="sm" asChild>
              <Link href={view.href('/requests', { ...kept, after: older })}>
                {t('Older')} <ArrowRight aria-hidden />
              </Link>
            </Button>
          )}
        </div>
      </nav>
    </Card>
  );
}
