import type { Logger } from 'pino';
import type { RequestCompletion } from '@/lib/ledger/records';
import { AfterRequests } from './after-requests';
import { requestLine } from './request-line';
import { tracing } from './trace-headers';

export interface TelemetryOptions {
  /** Address of a collector (OTEL_EXPORTER_OTLP_ENDPOINT), to which those send who ingest (tell-of-books.ts); absent: nobody does. */
  endpoint: string | undefined;
  /** Writes a line for each request; absent: none. */
  log: Pick<Logger, 'info'> | undefined;
  onError: (error: unknown) => void;
}

export interface Telemetry {
  /** Takes a request that is on the log. Never throws, never waits. */
  take(done: RequestCompletion): void;
  /** Tells what waits. */
  close(): void;
}

/** What a gateway tells of its requests itself: a line of the log for each, and to providers whose span their call is. */
export function startTelemetry({ endpoint, log, onError }: TelemetryOptions): Telemetry {
  tracing.on = endpoint !== undefined;
  const listeners =
    log === undefined
      ? []
      : [(done: RequestCompletion) => log.info(requestLine(done, tracing.on), 'request')];
  const after = new AfterRequests(listeners, onError);
  return { take: (done) => after.take(done), close: () => after.flush() };
}
