import { startIngest, type IngestOptions } from '@/lib/ledger/ingest';
import type { Stored } from '@/lib/ledger/ingest/store-batch';

/** Ingests what is in the log now and stops. Returns what of it was new. */
export async function ingestOnce(options: IngestOptions): Promise<Stored> {
  const ingest = startIngest(options);
  await ingest.idle();
  await ingest.close();
  return { ...ingest.stored() };
}
