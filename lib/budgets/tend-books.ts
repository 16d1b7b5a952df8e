import pg from 'pg';
import type { Job } from '@/lib/jobs/deps';
import { repeat } from '@/lib/jobs/repeat';
import { directoryId } from '@/lib/ledger/log/directory-id';
import { pidAlive } from '@/lib/ledger/log/owner-liveness';
import { place } from '@/lib/ledger/log/place';
import { keepWindows } from './keep-windows';
import { sweepLeases } from './sweep-leases';

interface TendOptions {
  databaseUrl: string;
  ledgerDirectory: string;
  /** Resolves when all that is in the logs now is on the books. */
  ingested: () => Promise<void>;
  onError: (error: unknown) => void;
  everyMs?: number;
}

const EVERY_MS = 2_000;

/** The worker's part of the budgets: windows are open, and leases of processes that are gone are ended. */
export function tendBooks(options: TendOptions): Job {
  const { databaseUrl, ledgerDirectory, ingested, onError, everyMs = EVERY_MS } = options;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  const once = async () => {
    await keepWindows(pool, Date.now());
    const directory = await directoryId(ledgerDirectory);
    await sweepLeases(pool, { directory, place: place(), pidAlive, ingested });
  };
  const rounds = repeat(once, { everyMs, onError });
  return {
    async close() {
      await rounds.close();
      await pool.end();
    },
  };
}
