import type { Batch } from './schemas';

/** How far a batch is, and when it may be over. */
export interface Progress {
  ended: number;
  total: number;
  /** 0 to 1; undefined while nobody knows how many there are. */
  share: number | undefined;
  /** Milliseconds that are left at the pace so far; undefined while there is none. */
  leftMs: number | undefined;
}

/** Pure. `now`: epoch ms. */
export function progressOf({ done, failed, total, startedAt, endedAt }: Batch, now: number): Progress {
  const ended = done + failed;
  const share = total === 0 ? undefined : ended / total;
  const spentMs = startedAt === null ? 0 : now - startedAt.getTime();
  const goesOn = endedAt === null && ended > 0 && ended < total && spentMs > 0;
  return { ended, total, share, leftMs: goesOn ? (spentMs / ended) * (total - ended) : undefined };
}
