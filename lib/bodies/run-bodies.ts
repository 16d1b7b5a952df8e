import pg from 'pg';
import type { Job } from '@/lib/jobs/deps';
import { repeat } from '@/lib/jobs/repeat';
import { storeSpooled } from './store-spooled';

interface BodyOptions {
  databaseUrl: string;
  /** Where the gateways of this machine put bodies down. */
  directory: string;
  onError: (error: unknown) => void;
  everyMs?: number;
}

const EVERY_MS = 500;

/** The worker's part of bodies: what gateways put down is redacted and stored. */
export function runBodies({ databaseUrl, directory, onError, everyMs = EVERY_MS }: BodyOptions): Job {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const rounds = repeat(() => storeSpooled(pool, directory, onError), { everyMs, onError });
  return {
    async close() {
      await rounds.close();
      await pool.end();
    },
  };
}
