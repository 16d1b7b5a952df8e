import { formatCount } from '@/components/format/count';
import { formatPercent } from '@/components/format/percent';
import { StatTile } from '@/components/layout/stat-tile';
import { errorRate } from '@/lib/analytics/metrics';
import { overview } from '@/lib/analytics/overview';
import { formatExactUsd } from '@/lib/pricing/format-usd';
import type { PartProps } from '../search-params';
import { formatTile } from './format-tile';

/** Spend, requests, error rate, and what has no known cost: one query, so that they belong together. */
export async function TrafficTiles({ view }: PartProps) {
  const row = await overview(view.viewer, view.scope);
  return (
    <>
      <StatTile
        label="Spend"
        value={formatTile(row.costUsd)}
        exact={formatExactUsd(row.costUsd)}
        raw={row.costUsd}
        explain="Exact sum over all attempts with a known cost, failed ones that were billed included."
        href={view.href('/requests')}
      >
        {row.uncosted === 0 ? (
          (row.attempts > 0 && 'every attempt has a cost') || 'no attempts yet'
        ) : (
          <a className="font-medium text-warn underline" href={view.href('/requests', { cost: 'uncosted' })}>
            {formatCount(row.uncosted)} attempts without a known cost
          </a>
        )}
      </StatTile>
      <StatTile
        label="Requests"
        value={formatCount(row.requests)}
        raw={String(row.requests)}
        explain="Requests that arrived, refused and abandoned ones included. A request may take several attempts."
        href={view.href('/requests')}
      >
        {formatCount(row.attempts)} attempts at providers
      </StatTile>
      <StatTile
        label="Error rate"
        value={formatPercent(errorRate(row))}
        explain="Requests that no provider answered, of all requests. Refused and abandoned ones are no errors."
        href={view.href('/requests', { outcome: 'failed' })}
      >
        {formatCount(row.errors)} failed
      </StatTile>
    </>
  );
}
