import pg from 'pg';
import type { Job } from '@/lib/jobs/deps';
import { onceInFleet } from '@/lib/jobs/once-in-fleet';
import { repeat } from '@/lib/jobs/repeat';
import { learnLabels } from './learn-labels';

interface LearningOptions {
  databaseUrl: string;
  onError: (error: unknown) => void;
  /** Each round with news makes every gateway read its configuration again, so not more often than needed. */
  everyMs?: number;
}

const EVERY_MS = 60_000;

/** The worker's part of routing: labels become beliefs, once a minute. */
export function runLearning({ databaseUrl, onError, everyMs = EVERY_MS }: LearningOptions): Job {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const rounds = repeat(() => onceInFleet(pool, 'learning', learnLabels), { everyMs, onError });
  return {
    async close() {
      await rounds.close();
      await pool.end();
    },
  };
}
