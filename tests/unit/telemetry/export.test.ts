import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { startTelemetry } from '@/lib/telemetry/start-telemetry';
import { tellOfBooks } from '@/lib/telemetry/tell-of-books';
import { contextOf, readTraceparent } from '@/lib/telemetry/trace-context';
import { addTraceHeaders, tracing } from '@/lib/telemetry/trace-headers';
import { attempt, done, header, NOON } from '@/tests/integration/ledger/sample-records';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = `00-${TRACE}-00f067aa0ba902b7-01`;
const CANARY = 'canary-of-the-prompt';
const closing: (() => unknown)[] = [];

afterEach(async () => {
  for (const close of closing.splice(0)) await close();
  tracing.on = false;
  delete process.env['OTEL_EXPORTER_OTLP_ENDPOINT'];
});

/** A collector that keeps what it is sent; `status` is what it answers. */
async function collector(status = 200) {
  const bodies: { path: string; text: string }[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      bodies.push({ path: request.url ?? '', text: Buffer.concat(chunks).toString() });
      response.writeHead(status, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint;
  return { endpoint, bodies };
}

const lines: object[] = [];
const log = { info: (line: object) => void lines.push(line) } as never;
const onError = (error: unknown) => {
  throw error;
};
const options = {
  ...{ serviceName: 'tollgate', process: 'worker', spansEveryMs: 20, metricsEveryMs: 50 },
  ...{ now: () => NOON + 1_000, onError },
};

const failed = attempt({
  ...{ provider: 'a', status: 503, outcome: 'error' as const, errorCode: 'overloaded' },
  errorMessage: CANARY,
});
const request = done('req_1', {
  request: header('req_1', { stream: true, traceparent: PARENT, endUser: CANARY, tags: { secret: CANARY } }),
  attempts: [
    failed,
    attempt({
      attempt: 2,
      provider: 'gemini',
      firstContentMs: 40,
      usage: {
        meters: { 'in.text': 7, 'in.cache_read': 3, 'out.text': 5 },
        provenance: 'provider',
        raw: { prompt: CANARY },
      },
    }),
  ],
});

interface Span {
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  attributes: { key: string; value: Record<string, unknown> }[];
}

it('a collector gets the request with its attempts below it, in the trace of the client, by the conventions', async () => {
  const { endpoint, bodies } = await collector();
  const teller = await tellOfBooks({ ...options, endpoint });
  teller.take(request);
  await teller.close();
  const traces = bodies.filter(({ path }) => path === '/v1/traces').map(({ text }) => JSON.parse(text));
  const spans: Span[] = traces.flatMap((body) => body.resourceSpans[0].scopeSpans[0].spans);
  const [whole, ...attempts] = spans;
  expect(spans.map(({ traceId }) => traceId)).toEqual([TRACE, TRACE, TRACE]);
  expect(whole?.parentSpanId).toBe('00f067aa0ba902b7');
  expect(attempts.map(({ parentSpanId }) => parentSpanId)).toEqual([whole?.spanId, whole?.spanId]);
  const said = Object.fromEntries(
    attempts[1]?.attributes.map(({ key, value }) => [key, Object.values(value)[0]]) ?? [],
  );
  expect(said).toMatchObject({
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': 'gcp.gemini',
    'gen_ai.request.model': 'small-1',
    'gen_ai.usage.input_tokens': 10,
    'gen_ai.usage.output_tokens': 5,
  });
  const metrics = bodies
    .filter(({ path }) => path === '/v1/metrics')
    .map(({ text }) => text)
    .join();
  for (const name of ['client.token.usage', 'client.operation.duration', 'server.time_to_first_token'])
    expect(metrics).toContain(`"gen_ai.${name}"`);
  expect(JSON.stringify(bodies)).not.toContain(CANARY);
}, 20_000);

it('what is an hour old, and the history of the demo, is no news', async () => {
  const { endpoint, bodies } = await collector();
  const teller = await tellOfBooks({ ...options, endpoint });
  const at = (startedAt: number) => ({ ...request, request: { ...request.request, startedAt } });
  teller.take(at(NOON + 1_000 - 3_600_001));
  teller.take({ ...request, request: { ...request.request, door: 'demo' } });
  await teller.close();
  expect(bodies.filter(({ path }) => path === '/v1/traces')).toEqual([]);
  const late = await tellOfBooks({ ...options, endpoint });
  late.take(at(NOON + 1_000 - 3_600_000));
  await late.close();
  expect(bodies.filter(({ path }) => path === '/v1/traces')).toHaveLength(1);
}, 20_000);

it('what is sent to the provider names the span that is exported for that attempt', () => {
  const inbound = { header: (name: string) => ({ traceparent: PARENT, tracestate: 'v=1' })[name] } as never;
  const untouched: string[] = [];
  addTraceHeaders(inbound, untouched, 'req_1.2');
  expect(untouched).toEqual(['traceparent', PARENT, 'tracestate', 'v=1']);
  tracing.on = true;
  const ours: string[] = [];
  addTraceHeaders(inbound, ours, 'req_1.2');
  const { spanId } = contextOf('req_1', readTraceparent(PARENT), 2);
  expect(ours).toEqual(['traceparent', `00-${TRACE}-${spanId}-01`, 'tracestate', 'v=1']);
});

it('a collector that refuses or is away breaks nothing; a trace that is not sampled is not sent', async () => {
  const refusing = await collector(500);
  const refused = await tellOfBooks({ ...options, endpoint: refusing.endpoint });
  refused.take(request);
  await refused.close();
  const { endpoint, bodies } = await collector();
  const again = await tellOfBooks({ ...options, endpoint });
  again.take({ ...request, request: { ...request.request, traceparent: PARENT.replace(/01$/, '00') } });
  await again.close();
  expect(bodies.filter(({ path }) => path === '/v1/traces')).toEqual([]);
}, 30_000);

it('the line of a request has its ids, target, tokens and cost, and nothing that was said', async () => {
  lines.length = 0;
  const telemetry = startTelemetry({ log, onError, endpoint: undefined });
  telemetry.take(request);
  telemetry.close();
  expect(lines).toEqual([
    expect.objectContaining({
      ...{ requestId: 'req_1', traceId: TRACE, keyId: 'key-1', target: 'gemini/small', status: 200 },
      ...{ inputTokens: 10, outputTokens: 5, costUsd: '0.000028', attempts: 2, latencyMs: 130 },
    }),
  ]);
  expect(JSON.stringify(lines)).not.toContain(CANARY);
});

it.each(['', 'x', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`, `${PARENT}-more`, `ff${PARENT.slice(2)}`])(
  '%j is no traceparent',
  (text) => expect(readTraceparent(text)).toBeUndefined(),
);
