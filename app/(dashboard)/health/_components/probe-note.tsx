import { useT } from '#i18n';
import { formatDuration } from '@/components/format/duration';
import { formatShortInstant } from '@/components/format/instant';
import type { ProbeView } from '@/lib/health/schemas';

/** When a target was last probed, and what came of it. */
export function ProbeNote({ probe, zone }: { probe: ProbeView; zone: string }) {
  const t = useT();
  const { answered, reason, latencyMs, inRow } = probe;
  const result = answered
    ? t('answered in {latencyMs}', { latencyMs: formatDuration(latencyMs, t.locale) })
    : `it ${reason}`;
  return (
    <p className="max-w-44 min-w-32 text-xs font-normal whitespace-normal text-ink-soft">
      {t('Probed {at}: {result}', { at: formatShortInstant(probe.at, zone, t.locale), result })}
      {inRow > 1 && !answered && t(', {inRow} times in a row', { inRow })}
    </p>
  );
}
