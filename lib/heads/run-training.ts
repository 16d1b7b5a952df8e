import pg from 'pg';
import type { Job } from '@/lib/jobs/deps';
import { onceInFleet } from '@/lib/jobs/once-in-fleet';
import { repeat } from '@/lib/jobs/repeat';
import { trainHeads } from './train-heads';

interface TrainingOptions {
  databaseUrl: string;
  onError: (error: unknown) => void;
  everyMs?: number;
}

const EVERY_MS = 600_000;

/** The worker's part: heads for those workspaces whose judged prompts have news, looked for every ten minutes. */
export function runTraining({ databaseUrl, onError, everyMs = EVERY_MS }: TrainingOptions): Job {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const rounds = repeat(() => onceInFleet(pool, 'training', trainHeads), { everyMs, onError });
  return {
    async close() {
      await rounds.close();
      await pool.end();
    },
  };
}
