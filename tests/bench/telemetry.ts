/**
 * `npx tsx tests/bench/telemetry.ts`: what telling of a request costs, interleaved: in a gateway, with the address of a collector or
 * without it, and a line of the log; in who ingests, spans and metrics to a collector (one of this bench's own, in a
 * process of its own).
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import os from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import pino from 'pino';
import type { RequestCompletion } from '@/lib/ledger/records';
import { startTelemetry } from '@/lib/telemetry/start-telemetry';
import { tellOfBooks } from '@/lib/telemetry/tell-of-books';
import { attempt, done } from '../integration/ledger/sample-records';
import { withRange } from './statistics';

const REQUESTS = 6_000;
const ROUNDS = 5;
/** So many at once and then a pause, two thousand a second: the queue of spans is never full. */
const TOGETHER = 20;
const PAUSE_MS = 10;

const COLLECTOR = `require('node:http').createServer((q, a) => { let n = 0; q.on('data', (d) => n += d.length).on('end', () => a.end('{}')); })
  .listen(0, '127.0.0.1', function () { console.log(this.address().port) })`;

interface Teller {
  take(done: RequestCompletion): void;
  close(): void | Promise<void>;
}

/** CPU time of this process for each request, µs. */
async function measure(open: () => Teller | Promise<Teller>): Promise<number> {
  const teller = await open();
  const before = process.cpuUsage();
  for (let n = 0; n < REQUESTS; n += 1) {
    const header = { ...done(`req_${n}`).request, startedAt: Date.now() };
    teller.take(done(`req_${n}`, { request: header, attempts: [attempt({})] }));
    if (n % TOGETHER === 0) await pause(PAUSE_MS);
  }
  await teller.close();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / REQUESTS;
}

const collector = spawn(process.execPath, ['-e', COLLECTOR], { stdio: ['ignore', 'pipe', 'inherit'] });
const [port] = (await once(collector.stdout, 'data')) as [Buffer];
const endpoint = `http://127.0.0.1:${String(port).trim()}`;
// What the exporters go by.
process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = endpoint;
const log = pino(pino.destination({ dest: '/dev/null', sync: false }));
const onError = (error: unknown) => console.error(error);
const ingester = { serviceName: 'bench', process: 'bench', onError, spansEveryMs: 1_000 };
const kinds: [string, () => Teller | Promise<Teller>][] = [
  ['gateway: nothing', () => startTelemetry({ endpoint: undefined, log: undefined, onError })],
  ['gateway: nothing, and OTLP is on', () => startTelemetry({ endpoint, log: undefined, onError })],
  ['gateway: a line of the log', () => startTelemetry({ endpoint: undefined, log, onError })],
  ['who ingests: nothing', () => tellOfBooks({ ...ingester, endpoint: undefined })],
  ['who ingests: spans and metrics', () => tellOfBooks({ ...ingester, endpoint })],
];
const taken = new Map<string, number[]>(kinds.map(([name]) => [name, []]));
for (let round = 0; round <= ROUNDS; round += 1)
  for (const [name, open] of kinds) {
    const us = await measure(open);
    // The first round compiles.
    if (round > 0) taken.get(name)?.push(us);
  }
console.log(
  `${os.cpus()[0]?.model}, ${os.cpus().length} cores, Node ${process.version}, ${new Date().toISOString()}`,
);
console.table([...taken].map(([told, us]) => ({ told, 'µs of CPU a request': withRange(us, 1) })));
collector.kill();
process.exit(0);
