import pg from 'pg';
import { onceInFleet } from '@/lib/jobs/once-in-fleet';
import { learnLabels } from './learn-labels';

interface LearningOptions {
  databaseUrl: string;
  onError: (error: unknown) => void;
  /** Each round with news makes every gateway read its configuration again, so not more often than needed. */
  everyMs?: number;
}

const EVERY_MS = 60_000;

/** The worker's part of routing: labels become beliefs, once a minute. */
export function runLearning({ databaseUrl, onError, everyMs = EVERY_MS }: LearningOptions): {
  close(): Promise<void>;
} {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= onceInFleet(pool, 'learning', learnLabels)
      .then(() => undefined, onError)
      .finally(() => (running = undefined));
  }, everyMs);
  return {
    async close() {
      clearInterval(timer);
      await running;
      await pool.end();
    },
  };
}
