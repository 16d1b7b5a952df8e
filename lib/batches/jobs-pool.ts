import pg from 'pg';

const kept = globalThis as typeof globalThis & { tollgateJobsPool?: pg.Pool };

/** Connections of the dashboard to files and batches, made on first use; few, for uploads hold one for as long as they last. */
export function jobsPool(): pg.Pool {
  kept.tollgateJobsPool ??= new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 4 });
  return kept.tollgateJobsPool;
}
