import { formatCount } from '@/components/format/count';
import { formatPercent } from '@/components/format/percent';
import { StatTile } from '@/components/layout/stat-tile';
import { dataBeginsIn } from '@/lib/analytics/data-begins';
import { errorRate } from '@/lib/analytics/metrics';
import { overview, overviewOf } from '@/lib/analytics/overview';
import { daysAndRest, previousSpan } from '@/lib/analytics/previous-span';
import { getT } from '@/lib/i18n/get-t';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import type { PartProps } from '../search-params';
import { AgainstBefore } from './against-before';
import { formatTile } from './format-tile';

/** Spend, requests, error rate, and what has no known cost: one query, so that they belong together. */
export async function TrafficTiles({ view }: PartProps) {
  const t = await getT();
  const { viewer, scope, range } = view;
  const earlier = previousSpan(range);
  const [row, before, since] = await Promise.all([
    overview(viewer, scope),
    overviewOf(viewer, scope.workspaceId, daysAndRest({ ...earlier, zone: range.zone })),
    dataBeginsIn(viewer, scope.workspaceId, earlier),
  ]);
  return (
    <>
      <StatTile
        label={t('Spend')}
        value={formatTile(row.costUsd, t.locale)}
        exact={formatExactUsd(row.costUsd, t.locale)}
        raw={row.costUsd}
        explain={t('Exact sum over all attempts with a known cost, failed ones that were billed included.')}
        href={view.href('/requests')}
      >
        {row.uncosted === 0 ? (
          (row.attempts > 0 && t('every attempt has a cost')) || t('no attempts yet')
        ) : (
          <a className="font-medium text-warn underline" href={view.href('/requests', { cost: 'uncosted' })}>
            {t('{uncosted} attempts without a known cost', { uncosted: formatCount(row.uncosted, t.locale) })}
          </a>
        )}
        <AgainstBefore
          since={since}
          before={before.costUsd}
          after={row.costUsd}
          words={formatTile(before.costUsd, t.locale)}
        />
      </StatTile>
      <StatTile
        label={t('Requests')}
        value={formatCount(row.requests, t.locale)}
        raw={String(row.requests)}
        explain={t(
          'Requests that arrived, refused and abandoned ones included. A request may take several attempts.',
        )}
        href={view.href('/requests')}
      >
        {t('{attempts} attempts at providers', { attempts: formatCount(row.attempts, t.locale) })}
        <AgainstBefore
          since={since}
          before={String(before.requests)}
          after={String(row.requests)}
          words={formatCount(before.requests, t.locale)}
        />
      </StatTile>
      <StatTile
        label={t('Error rate')}
        value={formatPercent(errorRate(row), t.locale)}
        explain={t(
          'Requests that no provider answered, of all requests. Refused and abandoned ones are no errors.',
        )}
        href={view.href('/requests', { outcome: 'failed' })}
      >
        {t('{errors} failed', { errors: formatCount(row.errors, t.locale) })}
        <AgainstBefore
          since={since}
          before={errorRate(before)?.toString()}
          after={errorRate(row)?.toString()}
          words={formatPercent(errorRate(before), t.locale)}
        />
      </StatTile>
    </>
  );
}
