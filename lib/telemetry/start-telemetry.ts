import type { Logger } from 'pino';
import type { RequestCompletion } from '@/lib/ledger/records';
import { AfterRequests } from './after-requests';
import { requestLine } from './request-line';
import { tracing } from './trace-headers';

export interface TelemetryOptions {
  /** Address of a collector (OTEL_EXPORTER_OTLP_ENDPOINT); absent: nothing is exported, nothing is loaded. */
  endpoint: string | undefined;
  serviceName: string;
  /** Name of this process, for people. */
  process: string;
  /** Writes a line for each request; absent: none. */
  log: Pick<Logger, 'info'> | undefined;
  onError: (error: unknown) => void;
  metricsEveryMs?: number;
  spansEveryMs?: number;
}

export interface Telemetry {
  /** Takes a request that is on the books. Never throws, never waits. */
  take(done: RequestCompletion): void;
  /** Tells what waits. Never rejects. */
  close(): Promise<void>;
}

/** Log lines, spans and metrics of requests. A collector that is away or slow costs its own data and nothing else. */
export async function startTelemetry(options: TelemetryOptions): Promise<Telemetry> {
  const { endpoint, log, onError } = options;
  const exporters =
    endpoint === undefined ? undefined : (await import('./open-exporters')).openExporters(options);
  tracing.on = exporters !== undefined;
  const listeners = [
    ...(log === undefined
      ? []
      : [(done: RequestCompletion) => log.info(requestLine(done, tracing.on), 'request')]),
    ...(exporters === undefined ? [] : [(done: RequestCompletion) => exporters.take(done)]),
  ];
  const after = new AfterRequests(listeners, onError);
  return {
    take: (done) => after.take(done),
    async close() {
      after.flush();
      await exporters?.close();
    },
  };
}
