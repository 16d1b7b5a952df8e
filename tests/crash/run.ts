/**
 * `npm run test:crash -- [--minutes 1.5] [--concurrency 100] [--processes 2]`: the nothing-lost test. The real product, its
 * provider with a ledger of its own; kill -9 of random processes, the database away for a while, SIGTERM under load; then
 * restart, replay, and the books against the provider's ledger. Exit 1 when anything is lost, counted twice or off. Needs Linux.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withClient } from '@/lib/boot/postgres/connect';
import { openPostgres } from '@/lib/boot/postgres/open';
import { createTestKey } from '../support/create-key';
import { removeData, startTollgate, type RunningTollgate } from '../support/start-tollgate';
import { audit, replay } from './audit';
import { strike } from './disasters';
import { background, findings, type Run } from './report';
import { startTraffic } from './traffic';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '1.5' },
    concurrency: { type: 'string', default: '100' },
    processes: { type: 'string', default: '2' },
  },
});
const [minutes, concurrency, processes] = [values.minutes, values.concurrency, values.processes].map(Number);
if (!(minutes && concurrency && processes))
  throw new Error('--minutes, --concurrency and --processes are numbers.');

const KEY = 'tg-crash-0123456789abcdefghijklmn';
const FAULTS = ['pre_content', 'reset_mid;after=3', 'error_after_content;after=2', 'wrong_content_length'];
/** Gateways have ten seconds for their streams; the supervisor and the worker take the rest. */
const STOP_GRACE_MS = 15_000;
const SETTLE_MS = 30_000;

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function call(method: string, url: string, body: unknown, token = ''): Promise<unknown> {
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  return response.json();
}

/** Each attempt is reserved: a hard budget that is never reached. */
async function addBudget({ url, adminToken }: RunningTollgate): Promise<void> {
  const config = (await call('GET', `${url}/api/v1/config`, undefined, adminToken)) as object;
  const scope = { kind: 'workspace', value: 'main' };
  const budget = { id: 'crash', name: 'Crash', scope, period: 'monthly', limitUsd: '100000', mode: 'hard' };
  await call('PUT', `${url}/api/v1/config`, { ...config, budgets: [budget] }, adminToken);
}

/** One cheap question over one connection, so that the answer is known within milliseconds of its becoming true. */
async function untilNothingIsReserved(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    const deadline = performance.now() + SETTLE_MS;
    for (;;) {
      const { rows } = await client.query<{ held: boolean }>(
        'SELECT EXISTS (SELECT FROM budget_lease) AS held',
      );
      if (rows[0]?.held !== true) return;
      if (performance.now() > deadline) return say(`! reservations are left after ${SETTLE_MS / 1000} s`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  });
}

const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-crash-'));
const dataDirectory = path.join(directory, 'data');
const postgres = await openPostgres(path.join(directory, 'database'), { fsync: 'off' });
const env = {
  DATABASE_URL: postgres.url,
  TOLLGATE_DATA_DIR: dataDirectory,
  TOLLGATE_WORKERS: String(processes),
  TOLLGATE_DEMO: 'off',
  TOLLGATE_SIMULATOR: 'on',
  TOLLGATE_SIMULATOR_LATENCY_FACTOR: '0.2',
};
try {
  const tollgate = await startTollgate(env);
  await createTestKey(tollgate, KEY);
  await addBudget(tollgate);
  await call('POST', `${tollgate.simulatorUrl}/admin/faults`, { rate: 0.03, kinds: FAULTS });
  say(`${minutes} min, ${concurrency} at once, ${processes} gateways`);

  const traffic = startTraffic({ url: tollgate.url, key: KEY }, concurrency);
  const disasters = await strike({ supervisor: tollgate.pid, traffic, postgres }, minutes * 60_000);
  const before = performance.now();
  const code = await tollgate.stop();
  const stop = { code, ms: performance.now() - before, graceMs: STOP_GRACE_MS };
  await traffic.stop();

  const again = await startTollgate({ ...env, TOLLGATE_ADMIN_TOKEN: tollgate.adminToken });
  await untilNothingIsReserved(postgres.url);
  await again.stop();
  say(`replay: ${await replay(postgres.url, dataDirectory)}`);
  const secondReplay = await replay(postgres.url, dataDirectory);
  const run: Run = { audit: await audit(postgres.url, dataDirectory), disasters, stop, secondReplay };

  for (const line of background(run, traffic)) say(line);
  const found = findings(run);
  for (const { name, seen, ok } of found) say(`${ok ? '✓' : '✗'} ${name}: ${seen}`);
  process.exitCode = found.every(({ ok }) => ok) ? 0 : 1;
} finally {
  await postgres.stop();
  removeData(dataDirectory);
  rmSync(postgres.cluster, { recursive: true, force: true });
  rmSync(directory, { recursive: true, force: true });
}
