/**
 * `npm run bench:lag`: how far the books are behind at fixed rates, as /metrics tells it each half second. The whole product, with
 * mock and load generator on the same cores.
 */
import path from 'node:path';
import { bodyOf, load, warm } from './measure';
import { startProcess } from './spawn';
import { median } from './statistics';
import { startMock, startTollgateDoors } from './systems';

const RATES = [500, 1_000, 2_000];
const DURATION_MS = 20_000;
const EVERY_MS = 500;

const mock = await startMock();
const generator = await startProcess(path.join(import.meta.dirname, 'load.ts'));
const { fast } = await startTollgateDoors(`http://127.0.0.1:${mock.port}`);
await warm(fast, generator, 4_000);

const table = [];
for (const rate of RATES) {
  const lags: number[] = [];
  const looking = setInterval(() => void fast.ingestLagSeconds?.().then((lag) => lags.push(lag)), EVERY_MS);
  const { port, path: door, headers } = fast;
  const order = { kind: 'rate', port, path: door, headers, rate, durationMs: DURATION_MS } as const;
  const report = await load(generator, { ...order, connections: 64, body: bodyOf(false) });
  clearInterval(looking);
  table.push({
    wanted: rate,
    'requests/s': Math.round((report.requests * 1_000) / report.elapsedMs),
    errors: report.errors,
    'median lag s': median(lags).toFixed(2),
    'largest lag s': Math.max(...lags).toFixed(2),
  });
}
console.table(table);

await fast.stop();
generator.child.kill();
mock.child.kill();
process.exit(0);
