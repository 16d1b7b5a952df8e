/**
 * The load generator, a process of its own. Told over IPC what to do, it answers with what it saw:
 * `saturate`: so many connections, each sends as soon as it has its answer. `rate`: an open loop at a fixed rate, latency
 * counted from when a request was due, so that a slow answer can't hide those that wait behind it.
 */
import { RawClient, type Timing } from './raw-client';

export interface LoadOrder {
  kind: 'saturate' | 'rate';
  port: number;
  path: string;
  /** Request headers beside those of the body. */
  headers: Record<string, string>;
  body: string;
  connections: number;
  /** Requests a second, for `rate`. */
  rate: number;
  durationMs: number;
}

export interface LoadReport {
  requests: number;
  errors: number;
  elapsedMs: number;
  totalMs: number[];
  firstByteMs: number[];
}

function requestBytes(order: LoadOrder): Buffer {
  const head = [
    `POST ${order.path} HTTP/1.1`,
    `Host: 127.0.0.1:${order.port}`,
    ...Object.entries(order.headers).map(([name, value]) => `${name}: ${value}`),
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(order.body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${order.body}`);
}

function record(report: LoadReport, timing: Timing, waitedMs: number): void {
  report.requests += 1;
  if (!timing.ok) report.errors += 1;
  report.totalMs.push(timing.totalMs + waitedMs);
  report.firstByteMs.push(timing.firstByteMs + waitedMs);
}

async function saturate(order: LoadOrder, report: LoadReport): Promise<void> {
  const bytes = requestBytes(order);
  const until = performance.now() + order.durationMs;
  const lane = async () => {
    const client = new RawClient(order.port);
    while (performance.now() < until) record(report, await client.send(bytes), 0);
    client.close();
  };
  await Promise.all(Array.from({ length: order.connections }, lane));
}

async function atRate(order: LoadOrder, report: LoadReport): Promise<void> {
  const bytes = requestBytes(order);
  const idle = Array.from({ length: order.connections }, () => new RawClient(order.port));
  const running: Promise<void>[] = [];
  const started = performance.now();
  const total = Math.floor((order.rate * order.durationMs) / 1000);
  for (let n = 0; n < total; n += 1) {
    const due = started + (n * 1000) / order.rate;
    // A timer wakes up late by up to a millisecond; the last stretch is spun.
    if (due - performance.now() > 2)
      await new Promise((resolve) => setTimeout(resolve, due - performance.now() - 1.5));
    while (performance.now() < due || idle.length === 0)
      await new Promise((resolve) => setImmediate(resolve));
    const client = idle.pop();
    if (client === undefined) continue;
    const waitedMs = performance.now() - due;
    running.push(
      client.send(bytes).then((timing) => {
        record(report, timing, waitedMs);
        idle.push(client);
      }),
    );
  }
  await Promise.all(running);
  for (const client of idle) client.close();
}

process.on('message', (order: LoadOrder) => {
  const report: LoadReport = { requests: 0, errors: 0, elapsedMs: 0, totalMs: [], firstByteMs: [] };
  const started = performance.now();
  void (order.kind === 'saturate' ? saturate(order, report) : atRate(order, report)).then(() => {
    report.elapsedMs = performance.now() - started;
    process.send?.(report);
  });
});
process.once('disconnect', () => process.exit(0));
process.send?.({ type: 'ready', port: 0 });
