import type { RequestCompletion } from '@/lib/ledger/records';

/** Older ones, such as those of a log that waited for its database, are on the books and no longer news. */
const NEWS_MS = 3_600_000;

export interface TellOptions {
  /** Address of a collector (OTEL_EXPORTER_OTLP_ENDPOINT); absent: nothing is exported, nothing is loaded. */
  endpoint: string | undefined;
  serviceName: string;
  /** Name of this process, for people. */
  process: string;
  onError: (error: unknown) => void;
  now?: () => number;
  metricsEveryMs?: number;
  spansEveryMs?: number;
}

export interface BookTeller {
  /** Takes a request that has come onto the books. Never throws, never waits. */
  take(done: RequestCompletion): void;
  /** Sends what waits. Never rejects. */
  close(): Promise<void>;
}

/**
 * Spans and metrics of the requests that come onto the books, to a collector: by who ingests, and not by a gateway, since making them
 * costs more than the request itself. A collector that is away or slow costs its own data and nothing else.
 */
export async function tellOfBooks(options: TellOptions): Promise<BookTeller> {
  const { endpoint, onError, now = Date.now } = options;
  if (endpoint === undefined) return { take: () => undefined, close: () => Promise.resolve() };
  const exporters = (await import('./open-exporters')).openExporters(options);
  return {
    take(done) {
      const { door, startedAt } = done.request;
      // The history of the demo was never lived through.
      if (door === 'demo' || now() - startedAt > NEWS_MS) return;
      try {
        exporters.take(done);
      } catch (error) {
        onError(error);
      }
    },
    close: async () => void (await exporters.close()),
  };
}
