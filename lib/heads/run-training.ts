import type { Job } from '@/lib/jobs/deps';
import { repeatInFleet, type FleetOptions } from '@/lib/jobs/repeat-in-fleet';
import { trainHeads } from './train-heads';

const EVERY_MS = 600_000;

/** The worker's part: heads for those workspaces whose judged prompts have news, looked for every ten minutes. */
export function runTraining({ everyMs = EVERY_MS, ...options }: FleetOptions): Job {
  return repeatInFleet('training', { ...options, everyMs }, trainHeads);
}
