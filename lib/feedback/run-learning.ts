import type { Job } from '@/lib/jobs/deps';
import { repeatInFleet, type FleetOptions } from '@/lib/jobs/repeat-in-fleet';
import { learnLabels } from './learn-labels';

/** Each round with news makes every gateway read its configuration again, so not more often than needed. */
const EVERY_MS = 60_000;

/** The worker's part of routing: labels become beliefs, once a minute. */
export function runLearning({ everyMs = EVERY_MS, ...options }: FleetOptions): Job {
  return repeatInFleet('learning', { ...options, everyMs }, learnLabels);
}
