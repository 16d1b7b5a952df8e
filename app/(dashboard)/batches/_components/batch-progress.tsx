import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { progressOf } from '@/lib/batches/progress';
import type { Batch } from '@/lib/batches/schemas';

/** How far a batch is, as a bar and in words. */
export function BatchProgress({ batch, now }: { batch: Batch; now: number }) {
  const { ended, total, share, leftMs } = progressOf(batch, now);
  const words = [
    `${formatCount(ended)} of ${formatCount(total)}`,
    ...(batch.failed > 0 ? [`${formatCount(batch.failed)} without an answer`] : []),
    ...(leftMs === undefined ? [] : [`about ${formatDuration(leftMs)} left`]),
  ];
  return (
    <div className="flex flex-col gap-1">
      <progress
        className="h-1.5 w-full accent-(--brand)"
        max={1}
        {...(share === undefined ? {} : { value: share })}
        aria-label={`Progress of ${batch.id}`}
      />
      <span className="text-xs whitespace-normal text-ink-soft">{words.join(', ')}</span>
    </div>
  );
}
