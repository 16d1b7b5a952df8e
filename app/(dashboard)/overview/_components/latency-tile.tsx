import { formatDuration } from '@/components/format/duration';
import { StatTile } from '@/components/layout/stat-tile';
import { latency } from '@/lib/analytics/latency';
import type { PartProps } from '../search-params';

/** The slowest twentieth, and from where it starts. */
export async function LatencyTile({ view }: PartProps) {
  const { p50Ms, p95Ms, p99Ms } = await latency(view.viewer, view.scope);
  const slow = p95Ms === undefined ? undefined : String(Math.floor(p95Ms));
  return (
    <StatTile
      label="p95 latency"
      value={formatDuration(p95Ms)}
      explain="95 of 100 requests were answered within this time, to the last byte. From merged histograms, about 10 % exact."
      href={view.href('/requests', { minLatencyMs: slow })}
    >
      p50 {formatDuration(p50Ms)} · p99 {formatDuration(p99Ms)}
    </StatTile>
  );
}
