import { pruneMinutes } from '@/lib/health/prune-minutes';
import type { Job } from '@/lib/jobs/deps';
import { repeat } from '@/lib/jobs/repeat';
import { dropOld } from './drop-old';

const EVERY_MS = 3_600_000;
/** A start has better things to do first. */
const FIRST_MS = 60_000;

interface RetentionOptions {
  bookDays: number | undefined;
  onError: (error: unknown) => void;
}

/** The worker's part of retention: once an hour what is older than it is kept goes. */
export function runRetention({ bookDays, onError }: RetentionOptions): Job {
  const round = () => Promise.all([dropOld(bookDays), pruneMinutes()]);
  return repeat(round, { everyMs: EVERY_MS, firstMs: FIRST_MS, onError });
}
