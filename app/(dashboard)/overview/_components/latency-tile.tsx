import { formatDuration } from '@/components/format/duration';
import { StatTile } from '@/components/layout/stat-tile';
import { latency } from '@/lib/analytics/latency';
import { getT } from '@/lib/i18n/get-t';
import type { PartProps } from '../search-params';

/** The slowest twentieth, and from where it starts. */
export async function LatencyTile({ view }: PartProps) {
  const t = await getT();
  const { p50Ms, p95Ms, p99Ms } = await latency(view.viewer, view.scope);
  const slow = p95Ms === undefined ? undefined : String(Math.floor(p95Ms));
  return (
    <StatTile
      label={t('p95 latency')}
      value={formatDuration(p95Ms, t.locale)}
      explain={t(
        '95 of 100 requests were answered within this time, to the last byte. From merged histograms, about 10 % exact.',
      )}
      href={view.href('/requests', { minLatencyMs: slow })}
    >
      {t('p50 {p50Ms} · p99 {p99Ms}', {
        p50Ms: formatDuration(p50Ms, t.locale),
        p99Ms: formatDuration(p99Ms, t.locale),
      })}
    </StatTile>
  );
}
