import { useT } from '#i18n';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { progressOf } from '@/lib/batches/progress';
import type { Batch } from '@/lib/batches/schemas';

/** How far a batch is, as a bar and in words. */
export function BatchProgress({ batch, now }: { batch: Batch; now: number }) {
  const t = useT();
  const { ended, total, share, leftMs } = progressOf(batch, now);
  const words = [
    t('{ended} of {total}', { ended: formatCount(ended, t.locale), total: formatCount(total, t.locale) }),
    ...(batch.failed > 0
      ? [t('{failed} without an answer', { failed: formatCount(batch.failed, t.locale) })]
      : []),
    ...(leftMs === undefined ? [] : [t('about {leftMs} left', { leftMs: formatDuration(leftMs, t.locale) })]),
  ];
  return (
    <div className="flex flex-col gap-1">
      <progress
        className="h-1.5 w-full"
        max={1}
        {...(share === undefined ? {} : { value: share })}
        aria-label={t('Progress of {id}', { id: batch.id })}
      />
      <span className="text-xs whitespace-normal text-ink-soft">{words.join(', ')}</span>
    </div>
  );
}
