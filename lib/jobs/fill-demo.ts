import pg from 'pg';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import type { Ingest } from '@/lib/ledger/ingest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { logger } from '@/lib/logger';
import { missingDemoHistory, writeDemoHistory } from './demo-history';

export interface FillDemoOptions {
  databaseUrl: string;
  /** Of the segments. */
  directory: string;
  ingest: Pick<Ingest, 'idle'>;
  signal: AbortSignal;
}

/** Gives the demo workspace its history, unless it has it or there is no such workspace. Throws when the database does. */
export async function fillDemo({ databaseUrl, directory, ingest, signal }: FillDemoOptions): Promise<void> {
  // Else what an earlier start wrote, and nobody ingested yet, would be written again.
  await ingest.idle();
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1 });
  const writer = openLedgerWriter({ directory });
  try {
    const missing = await missingDemoHistory(pool);
    if (missing.times.length === 0) return;
    const requests = await writeDemoHistory(missing, await loadSnapshot(pool), writer, signal);
    logger.info({ requests }, 'demo: history written into the log');
  } finally {
    writer.close();
    await pool.end();
  }
}
