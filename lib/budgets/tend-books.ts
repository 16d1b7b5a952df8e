import pg from 'pg';
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
export function tendBooks(options: TendOptions): { close(): Promise<void> } {
  const { databaseUrl, ledgerDirectory, ingested, onError, everyMs = EVERY_MS } = options;
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, connectionTimeoutMillis: 5_000 });
  pool.on('error', onError);
  let running: Promise<void> | undefined;
  let closed = false;

  const once = async () => {
    await keepWindows(pool, Date.now());
    const directory = await directoryId(ledgerDirectory);
    await sweepLeases(pool, { directory, place: place(), pidAlive, ingested });
  };
  const timer = setInterval(() => {
    running ??= once()
      .catch((error: unknown) => {
        if (!closed) onError(error);
      })
      .finally(() => (running = undefined));
  }, everyMs);
  return {
    async close() {
      closed = true;
      clearInterval(timer);
      await running;
      await pool.end();
    },
  };
}
