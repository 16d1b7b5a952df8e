import type { Job } from '@/lib/jobs/deps';
import { repeat } from '@/lib/jobs/repeat';
import { publishDueDrafts } from './publish-due';

interface ScheduleOptions {
  onError: (error: unknown) => void;
  everyMs?: number;
}

/** How late a draft may be published. */
const EVERY_MS = 5_000;

/** The worker's part of drafts: those that are due are published. */
export function runSchedule({ onError, everyMs = EVERY_MS }: ScheduleOptions): Job {
  return repeat(() => publishDueDrafts(new Date()), { everyMs, onError });
}
