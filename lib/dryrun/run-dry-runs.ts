import pg from 'pg';
import { sessionUrl } from '@/lib/database/session-url';
import type { Job } from '@/lib/jobs/deps';
import { repeat } from '@/lib/jobs/repeat';
import { workDryRun } from './work-dry-run';

interface DryRunsOptions {
  databaseUrl: string;
  onError: (error: unknown) => void;
  everyMs?: number;
}

const EVERY_MS = 1_000;

/** The worker's part of dry runs: one at a time, on a connection of its own, between which ingestion goes on. */
export function runDryRuns({ databaseUrl, onError, everyMs = EVERY_MS }: DryRunsOptions): Job {
  const pool = new pg.Pool({
    connectionString: sessionUrl(databaseUrl),
    max: 2,
    connectionTimeoutMillis: 5_000,
  });
  pool.on('error', onError);
  const stopping = new AbortController();

  const round = async () => {
    const replay = await pool.connect();
    let failed = true;
    try {
      // Plans over many partitions: compiling them takes longer than running them.
      await replay.query('SET jit = off; SET max_parallel_workers_per_gather = 0');
      const work = { replay, control: pool, signal: stopping.signal, nowMs: () => performance.now() };
      while (!stopping.signal.aborted && (await workDryRun(work, onError)));
      failed = false;
    } finally {
      replay.release(failed);
    }
  };
  const rounds = repeat(round, { everyMs, onError });
  return {
    async close() {
      stopping.abort();
      await rounds.close();
      await pool.end();
    },
  };
}
