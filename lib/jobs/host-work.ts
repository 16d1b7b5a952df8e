import { setTimeout as sleep } from 'node:timers/promises';
import { runBodies } from '@/lib/bodies/run-bodies';
import { tendBooks } from '@/lib/budgets/tend-books';
import { dataPath, env } from '@/lib/env';
import { startIngest, type Ingest } from '@/lib/ledger/ingest';
import { logger } from '@/lib/logger';
import { type BookTeller, tellOfBooks } from '@/lib/telemetry/tell-of-books';
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
  const teller = openTeller(name);
  const ingest = startIngest({ databaseUrl, directory, onBooked: (done) => teller.take(done) });
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
      await Promise.all([closed, teller.close()]);
    },
  };
}

/** Telling begins as soon as its code is loaded; what is booked in the moment before waits for it. */
function openTeller(name: string): BookTeller {
  const settings = env();
  const endpoint = settings.OTEL_EXPORTER_OTLP_ENDPOINT;
  const onError = (err: unknown) => logger.warn({ err }, 'telemetry: a request could not be told of');
  const opening = tellOfBooks({ endpoint, serviceName: settings.OTEL_SERVICE_NAME, process: name, onError });
  const opened = opening.catch((err: unknown) => void onError(err));
  return {
    take(done) {
      if (endpoint !== undefined) void opened.then((teller) => teller?.take(done));
    },
    close: async () => (await opened)?.close(),
  };
}
