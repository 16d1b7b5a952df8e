/**
 * `npm run bench`: what the gateway costs, against a relay that does nothing else and against peers, in one go on this
 * machine. The relay under test has one core to itself; mock, load generator, and all of Tollgate that is not measured (its
 * worker and database, which ingest meanwhile) share the other. Rounds are interleaved
 * (A B C A B C …), and medians and ranges are given. Needs Linux.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { measure, warm, type Round } from './measure';
import { pin, startProcess } from './spawn';
import { median, withRange } from './statistics';
import {
  startBareNext,
  startBareRelay,
  startMock,
  startPortkey,
  startTollgateDoors,
  type System,
} from './systems';

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 5);
const DURATION_MS = Number(process.env['BENCH_MS'] ?? 4_000);
const WARM_MS = Number(process.env['BENCH_WARM_MS'] ?? 8_000);
const [RELAY_CORE, LOAD_CORE] = [0, 1];

// What is started from here on inherits it: of Tollgate, only what is measured is moved to the other core below.
await pin(process.pid, LOAD_CORE);
const mock = await startMock();
const upstream = `http://127.0.0.1:${mock.port}`;
const generator = await startProcess(path.join(import.meta.dirname, 'load.ts'));
const bare = await startBareRelay(upstream);
const { fast, route } = await startTollgateDoors(upstream);
const bareNext = await startBareNext(upstream);
const portkey = await startPortkey(upstream);
const direct: System = {
  ...bare,
  name: 'direct',
  port: mock.port,
  pid: mock.pid,
  stop: async () => undefined,
};
const systems = [direct, bare, fast, bareNext, route, ...(portkey === undefined ? [] : [portkey])];

for (const system of systems.slice(1)) await pin(system.pid, RELAY_CORE);

const rounds = new Map<string, Round[]>(systems.map(({ name }) => [name, []]));
for (const system of systems) await warm(system, generator, WARM_MS);
for (let round = 0; round < ROUNDS; round += 1)
  for (const system of systems) {
    process.stdout.write(`round ${round + 1}/${ROUNDS}  ${system.name}\n`);
    rounds.get(system.name)?.push(await measure(system, generator, DURATION_MS));
  }

const of = (system: System, pick: (round: Round) => number) => (rounds.get(system.name) ?? []).map(pick);
const directMs = (pick: (round: Round) => number) => median(of(direct, pick));
const table = systems.map((system) => ({
  system: system.name,
  'requests/s': withRange(
    of(system, (r) => r.perSecond),
    0,
  ),
  'of bare': (median(of(system, (r) => r.perSecond)) / median(of(bare, (r) => r.perSecond))).toFixed(2),
  'CPU µs/request': withRange(
    of(system, (r) => r.cpuMicrosPerRequest),
    0,
  ),
  'added p50 ms': (median(of(system, (r) => r.p50Ms)) - directMs((r) => r.p50Ms)).toFixed(2),
  'added p95 ms': (median(of(system, (r) => r.p95Ms)) - directMs((r) => r.p95Ms)).toFixed(2),
  'added p99 ms': (median(of(system, (r) => r.p99Ms)) - directMs((r) => r.p99Ms)).toFixed(2),
  'added first byte ms': (median(of(system, (r) => r.firstByteMs)) - directMs((r) => r.firstByteMs)).toFixed(
    2,
  ),
  'CPU µs/event': withRange(
    of(system, (r) => r.cpuMicrosPerEvent),
    1,
  ),
  'RSS MB': Math.round(median(of(system, (r) => r.rssMb))),
  errors: of(system, (r) => r.errors).reduce((sum, n) => sum + n, 0),
}));
console.table(table);

const machine = {
  cpu: os.cpus()[0]?.model,
  cores: os.cpus().length,
  node: process.version,
  date: new Date().toISOString(),
};
mkdirSync('test-results', { recursive: true });
writeFileSync(
  'test-results/bench.json',
  JSON.stringify({ machine, table, rounds: Object.fromEntries(rounds) }, null, 2),
);
if (portkey === undefined)
  console.log('Portkey was not measured: set PORTKEY_DIR to a folder where it is installed.');

for (const system of systems) await system.stop();
generator.child.kill();
mock.child.kill();
process.exit(0);
