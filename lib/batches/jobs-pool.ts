import pg from 'pg';
import { logger } from '@/lib/logger';

const kept = globalThis as typeof globalThis & { tollgateJobsPool?: pg.Pool | undefined };

/** Connections of the dashboard to files, batches and benchmarks, made on first use; few, for uploads hold one for as long as they last. */
export function jobsPool(): pg.Pool {
  kept.tollgateJobsPool ??= open();
  return kept.tollgateJobsPool;
}

/** For processes that end in good order. */
export async function closeJobsPool(): Promise<void> {
  const pool = kept.tollgateJobsPool;
  kept.tollgateJobsPool = undefined;
  await pool?.end();
}

function open(): pg.Pool {
  const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 4 });
  // Without a listener an idle connection that breaks would end the process.
  pool.on('error', (err) => logger.warn({ err }, 'files and batches: a connection broke'));
  return pool;
}
