import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { RequestCompletion } from '@/lib/ledger/records';
import { openInstruments } from './instruments';
import { spansOf } from './spans';

/** Spans that may wait for the collector; more are dropped. */
const MAX_SPANS = 4_096;
const SPANS_EVERY_MS = 2_000;
const METRICS_EVERY_MS = 10_000;
const TIMEOUT_MS = 5_000;

export interface ExportTo {
  serviceName: string;
  process: string;
  metricsEveryMs?: number;
  spansEveryMs?: number;
}

/** Loaded only when somebody listens. Addresses and headers are the OTEL_EXPORTER_OTLP_* of the environment. */
export function openExporters({ serviceName, process, metricsEveryMs, spansEveryMs }: ExportTo) {
  const resource = resourceFromAttributes({ 'service.name': serviceName, 'service.instance.id': process });
  const spans = new BatchSpanProcessor(new OTLPTraceExporter({ timeoutMillis: TIMEOUT_MS }), {
    maxQueueSize: MAX_SPANS,
    scheduledDelayMillis: spansEveryMs ?? SPANS_EVERY_MS,
    exportTimeoutMillis: TIMEOUT_MS,
  });
  const meters = new MeterProvider({
    resource,
    readers: [
      new PeriodicExportingMetricReader({
        exporter: new OTLPMetricExporter({ timeoutMillis: TIMEOUT_MS }),
        exportIntervalMillis: metricsEveryMs ?? METRICS_EVERY_MS,
        exportTimeoutMillis: Math.min(TIMEOUT_MS, metricsEveryMs ?? METRICS_EVERY_MS),
      }),
    ],
  });
  const record = openInstruments(meters.getMeter('tollgate'));
  return {
    take(done: RequestCompletion): void {
      for (const span of spansOf(done, resource)) spans.onEnd(span);
      record(done);
    },
    close: () => Promise.allSettled([spans.shutdown(), meters.shutdown()]),
  };
}
