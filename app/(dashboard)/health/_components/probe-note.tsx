import { formatDuration } from '@/components/format/duration';
import { formatShortInstant } from '@/components/format/instant';
import type { ProbeView } from '@/lib/health/schemas';

/** When a target was last probed, and what came of it. */
export function ProbeNote({ probe, zone }: { probe: ProbeView; zone: string }) {
  const { answered, reason, latencyMs, inRow } = probe;
  const result = answered ? `answered in ${formatDuration(latencyMs)}` : `it ${reason}`;
  return (
    <p className="max-w-44 text-xs font-normal whitespace-normal text-ink-soft">
      Probed {formatShortInstant(probe.at, zone)}: {result}
      {inRow > 1 && !answered && `, ${inRow} times in a row`}
    </p>
  );
}
