import { setTimeout as sleep } from 'node:timers/promises';
import { runBodies } from '@/lib/bodies/run-bodies';
import { tendBooks } from '@/lib/budgets/tend-books';
import { dataPath } from '@/lib/env';
import { startIngest, type Ingest } from '@/lib/ledger/ingest';
import { logger } from '@/lib/logger';
import { openBookMetrics } from '@/lib/telemetry/metrics/open-book-metrics';

export interface HostWork {
  ingest: Ingest;
  /** Brings what is on the log onto the books, for up to `withinMs`; the next start goes on with the rest. */
  close(withinMs: number): Promise<void>;
}

/**
 * What belongs to one data directory, so that each host has it: its log and its kept prompts come into the database, and
 * leases of its processes that are gone are ended. `name` of the process, for metrics.
 */
export function startHostWork({ databaseUrl, name }: { databaseUrl: string; name: string }): HostWork {
  const directory = dataPath('ledger');
  const ingest = startIngest({ databaseUrl, directory });
  const running = [
    tendBooks({
      databaseUrl,
      ledgerDirectory: directory,
      ingested: () => ingest.idle(),
      onError: (err) => logger.warn({ err }, 'budgets: windows and leases could not be tended'),
    }),
    runBodies({
      databaseUrl,
      directory: dataPath('bodies'),
      onError: (err) => logger.warn({ err }, 'bodies: some could not be stored'),
    }),
    openBookMetrics({ databaseUrl, name, ledgerDirectory: directory, ingestLagMs: () => ingest.lagMs() }),
  ];
  return {
    ingest,
    async close(withinMs) {
      // A host may never come back, and its disk with it.
      await Promise.race([ingest.idle().catch(() => undefined), sleep(withinMs, undefined, { ref: false })]);
      const closed = Promise.all(running.map((part) => part.close()));
      await ingest.close();
      await closed;
    },
  };
}
