import type { Job } from '@/lib/jobs/deps';
import { repeat } from '@/lib/jobs/repeat';
import { lookAtCanaries } from './look-at-canaries';

interface RunOptions {
  onError: (error: unknown) => void;
  /** What a bad canary may do until it is stopped grows with it. */
  everyMs?: number;
}

const EVERY_MS = 15_000;

/** The worker's part of canaries: they grow, wait and end by themselves. */
export function runCanaries({ onError, everyMs = EVERY_MS }: RunOptions): Job {
  return repeat(() => lookAtCanaries(new Date(), onError), { everyMs, onError });
}
