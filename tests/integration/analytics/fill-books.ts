import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import type { LedgerRecord } from '@/lib/ledger/records';
import { ingestOnce } from '../ledger/ingest-once';

/** Puts records on the books by the way that all records take: the local log, then ingestion. */
export async function fillBooks(databaseUrl: string, records: readonly LedgerRecord[]): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-books-'));
  const writer = openLedgerWriter({ directory });
  for (const record of records) void writer.append(record);
  writer.close();
  await ingestOnce({ databaseUrl, directory });
  rmSync(directory, { recursive: true, force: true });
}
