/**
 * `npm run bench:scale -- [--seconds 4] [--rate 2000]`: what the capacity model of docs/scale.md is made of. Requests/s and
 * CPU for 1, 2 and 3 gateway processes; ingestion at a fixed rate with its lag, while partitions are made and dropped; bytes
 * on the log, in the WAL and on disk; tiles over 30 daily partitions. Needs Linux. Raw: test-results/bench-scale.json.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '@/lib/boot/migrate';
import { openPostgres } from '@/lib/boot/postgres/open';
import { removeData } from '../support/start-tollgate';
import { startProcess } from './spawn';

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '4' }, rate: { type: 'string', default: '2000' } },
});
const seconds = Number(values.seconds);
const secret = 'the-secret-of-the-bench-0123456789abc';
const DAYS = 30;
const A_DAY = 1_500;

const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-scale-'));
const postgres = await openPostgres(path.join(directory, 'database'));
Object.assign(process.env, {
  DATABASE_URL: postgres.url,
  TOLLGATE_SECRET: secret,
  TOLLGATE_DATA_DIR: path.join(directory, 'data'),
  TOLLGATE_EGRESS_ALLOW: '127.0.0.0/8',
  LOG_LEVEL: 'warn',
});
await migrate(postgres.url);
// Read the environment that was just completed.
const { seedConfig } = await import('@/lib/config/starter/seed-config');
const { configure, measureGateways } = await import('./scale/gateways');
const { fillDaysBefore, measureIngest } = await import('./scale/ingest');
const { measureTiles } = await import('./scale/tiles');
const { db } = await import('@/lib/db');
const { DEMO_WORKSPACE } = await import('@/lib/workspaces/ids');

const say = (line: string) => void process.stdout.write(`${line}\n`);
const round = (value: number, digits = 0) => Number(value.toFixed(digits));

/** On disk with indexes, bytes a row; and rows of rollups. */
async function sizes() {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<Record<string, number>>(
    `SELECT (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'request'::regclass)::float8
         / (SELECT count(*) FROM request) AS "requestBytes",
       (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits WHERE inhparent = 'attempt'::regclass)::float8
         / (SELECT count(*) FROM attempt) AS "attemptBytes",
       (SELECT count(*)::float8 FROM attempt) / (SELECT count(*) FROM request) AS "attemptsPerRequest",
       (SELECT count(*)::float8 FROM rollup_15m) AS "quarterRows",
       pg_total_relation_size('rollup_15m')::float8 / (SELECT count(*) FROM rollup_15m) AS "quarterBytes",
       (SELECT count(*)::float8 FROM request) AS requests`,
  );
  await client.end();
  return rows[0] ?? {};
}

try {
  // The history of the demo's callers, on the simulator's models; nobody calls these.
  process.env['TOLLGATE_SIMULATOR_URL'] = 'http://127.0.0.1:9';
  await seedConfig({ simulator: true, demo: true });
  const filled = await fillDaysBefore(postgres.url, DAYS, A_DAY);
  const tiles = await measureTiles(DEMO_WORKSPACE);
  const ingest = await measureIngest(postgres, {
    perSecond: Number(values.rate),
    seconds: seconds * 3,
    first: filled,
  });
  const disk = await sizes();
  const mock = await startProcess(path.resolve('tests/bench/mock-upstream.ts'));
  const generator = await startProcess(path.resolve('tests/bench/load.ts'));
  await configure(`http://127.0.0.1:${mock.port}`);
  const gateways = [];
  for (const processes of [1, 2, 3])
    gateways.push(
      await measureGateways(processes, {
        ...{ database: postgres, secret, generator, mock, durationMs: seconds * 1_000 },
      }),
    );
  for (const { child } of [mock, generator]) child.kill('SIGKILL');
  const figures = { at: new Date().toISOString(), filled, gateways, ingest, disk, tiles };
  mkdirSync('test-results', { recursive: true });
  writeFileSync('test-results/bench-scale.json', JSON.stringify(figures, null, 2));
  say(
    '| processes | requests/s | CPU µs a request | of all parts | log bytes a request | RSS MB | errors |\n| --- | --- | --- | --- | --- | --- | --- |',
  );
  for (const g of gateways)
    say(
      `| ${g.processes} | ${round(g.perSecond)} | ${round(g.cpuMicrosPerRequest)} | ${round(g.allCpuMicrosPerRequest)} | ${round(g.logBytesPerRequest)} | ${round(g.rssMb)} | ${g.errors} |`,
    );
  say(`\ningest: ${JSON.stringify(ingest)}\ndisk: ${JSON.stringify(disk)}`);
  say('\n| tile | p50 ms | p95 ms |\n| --- | --- | --- |');
  for (const { tile, p50Ms, p95Ms } of tiles) say(`| ${tile} | ${round(p50Ms)} | ${round(p95Ms)} |`);
} finally {
  await db().$disconnect();
  await postgres.stop();
  removeData(path.join(directory, 'database'));
  rmSync(directory, { recursive: true, force: true });
}
process.exit(0);
