import pg from 'pg';
import { setTimeout as after } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { systemClock } from '@/lib/clock';
import { configDocumentSchema } from '@/lib/config/document-schema';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { db } from '@/lib/db';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { IdempotencyStore } from '@/lib/gateway/entrance/idempotency';
import { KeyLimits } from '@/lib/gateway/entrance/key-limits';
import { Load } from '@/lib/gateway/entrance/load';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { listHealth } from '@/lib/health/list-health';
import { hearProbes } from '@/lib/health/probes/hear-probes';
import { runProbes } from '@/lib/health/probes/run-probes';
import { reportHealth } from '@/lib/health/report-health';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { ConnectionPools } from '@/lib/providers/connection-pools';
import { resolveTarget } from '@/lib/routing/select-targets';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { FaultServer } from '@/tests/faults/fault-server';
import { ANSWER_USD, healthy, status } from '@/tests/faults/answers';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { snapshotOf, THIS_MACHINE } from '@/tests/support/gateway-fixture';
import { select } from '../ledger/books';
import { ingestOnce } from '../ledger/ingest-once';
import { logDirectory } from '../ledger/log-directory';

const viewer = { id: 'u', email: 'u@example.com', role: 'viewer' };
/** Of the schedule: what is tested is not how long ten seconds are. */
const EVERY_MS = 20;
const open: (() => unknown)[] = [];
let database: FreshDatabase;
let pool: pg.Pool;
let directory: string;
let provider: FaultServer;
let errors: unknown[];

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  await createDefaultWorkspaces({ demo: true });
});
beforeEach(async () => {
  directory = logDirectory();
  errors = [];
  provider = await new FaultServer(healthy).listen();
});
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  await provider.close();
  for (const table of [
    'config_version',
    'target_probe',
    'gateway_report',
    'target_window',
    'attempt',
    'request',
  ])
    await pool.query(`DELETE FROM ${table}`);
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

const price = (meter: string, rate: string) => ({
  ...{ id: meter, provider: 'p', model: '*', meter, rate, per: 1_000_000, source: 'test' },
  ...{ effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' },
});

async function publish(probe: object | null) {
  const config = configDocumentSchema.parse({
    providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: provider.url, ...(probe && { probe }) }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'up' }] }],
    prices: [price('in.text', '1'), price('out.text', '10')],
  });
  await pool.query("INSERT INTO config_version (document, author) VALUES ($1, 'test')", [config]);
  return snapshotOf(config, []);
}

/** A worker that probes, and a gateway of which only what it knows of its targets is run. */
async function world(probe: object | null = { everyS: 10 }) {
  const snapshot = await publish(probe);
  const health = new TargetHealth(systemClock.monotonic);
  const onError = (error: unknown) => void errors.push(error);
  const hearing = hearProbes({
    ...{ databaseUrl: database.url, health, snapshot: () => snapshot, onError, everyMs: EVERY_MS },
  });
  open.push(() => hearing.close());
  const [target] = resolveTarget('m', snapshot);
  if (target === undefined) throw new Error('There is one.');
  return { snapshot, health, target, onError, worker: () => startWorker(snapshot, onError) };
}

function startWorker(snapshot: Snapshot, onError: (error: unknown) => void) {
  let opened = 0;
  const running = runProbes({
    ...{ databaseUrl: database.url, onError, everyMs: EVERY_MS, random: () => 0 },
    openGateway: () => {
      opened += 1;
      return Promise.resolve(gatewayOf(snapshot));
    },
  });
  open.push(() => running.close());
  return { running, opened: () => opened };
}

function gatewayOf(snapshot: Snapshot) {
  const { monotonic } = systemClock;
  const ledger = openLedgerWriter({ directory });
  const pools = new ConnectionPools(THIS_MACHINE);
  const deps: GatewayDeps = {
    ...{ clock: systemClock, snapshot: () => snapshot, ledger, pools, load: new Load(), door: 'route' },
    ...{ keyLimits: new KeyLimits(monotonic), idempotency: new IdempotencyStore(monotonic) },
    ...{ health: new TargetHealth(monotonic), digestKey: (key) => key, maxBodyBytes: 1_000 },
    onInternalError: (error) => void errors.push(error),
  };
  const close = async () => {
    ledger.close();
    await pools.close();
  };
  return { deps, close };
}

/** The next probe is due now. */
const hurry = () => pool.query('UPDATE target_probe SET next_at = now() WHERE next_at > now()');
const asked = (count: number) => expect.poll(() => provider.heard.length, { timeout: 10_000 }).toBe(count);

/** One after the other, each once the one before is known. */
async function probed(count: number): Promise<void> {
  for (let n = provider.heard.length + 1; count > 0; count -= 1, n += 1) {
    await expect
      .poll(
        async () => {
          await hurry();
          return provider.heard.length;
        },
        { timeout: 10_000 },
      )
      .toBeGreaterThanOrEqual(n);
    await expect
      .poll(async () => (await select(database.url, 'SELECT abs(streak) AS n FROM target_probe'))[0]?.['n'])
      .toBeGreaterThan(0);
  }
}

const rowOf = async () => {
  const scope = { workspaceId: 'main', from: new Date(0), to: new Date('9999-01-01') };
  const { rows } = await listHealth(viewer, scope, new Date());
  return rows.find(({ model }) => model === 'm');
};

it('a dead target is found without any traffic: the breaker of a gateway opens, and the page says why', async () => {
  provider.behaviour = status(503);
  const { health, target, worker } = await world();
  worker();
  const { breaker } = health.stateOf(target);
  await expect
    .poll(
      async () => {
        await hurry();
        return breaker.view(systemClock.monotonic()).kind;
      },
      { timeout: 20_000 },
    )
    .toBe('open');
  expect(health.viewOf(target, 'json')).toMatchObject({ errorRate: 1 });
  expect(await rowOf()).toMatchObject({
    status: 'unhealthy',
    probe: { answered: false, reason: expect.stringContaining('answered 503') as string },
  });
  expect(errors).toEqual([]);
});

it('an open breaker learns from probes that its target is back, before its hold is over', async () => {
  const { health, target, worker } = await world();
  for (let n = 0; n < 5; n += 1) {
    const gate = health.enter(target, 0);
    if (gate.kind !== 'open') throw new Error('It is open until five have failed.');
    const failure = { kind: 'timeout', phase: 'headers' } as const;
    health.ended(target, gate.admission, { mode: 'json', failure, latencyMs: 1, limitMs: 10 });
  }
  expect(health.enter(target, 0).kind).toBe('shut');
  worker();
  await expect
    .poll(
      async () => {
        await hurry();
        return health.stateOf(target).breaker.view(systemClock.monotonic()).kind;
      },
      { timeout: 20_000 },
    )
    .toBe('closed');
  expect(await rowOf()).toMatchObject({ status: 'healthy', probe: { answered: true, reason: '' } });
});

it('what a probe cost is on the books to the last digit, under a key and a task of its own, of no team', async () => {
  const { worker } = await world();
  const { running } = worker();
  await probed(2);
  await running.close();
  open.splice(open.length - 1);
  await ingestOnce({ databaseUrl: database.url, directory });
  const books = await select(
    database.url,
    `SELECT key_id, team, task, requested_model, outcome, cost_usd::text AS usd, workspace_id FROM request`,
  );
  const count = provider.billed.length;
  expect(books.length).toBeGreaterThanOrEqual(count);
  expect(provider.billed[0]?.usd).toBe(ANSWER_USD);
  // The close may have broken one off, which then is on the books as that.
  const answered = books.filter(({ outcome }) => outcome === 'success');
  expect(answered.length).toBeGreaterThanOrEqual(Math.max(1, books.length - 1));
  for (const row of answered)
    expect({ ...row, usd: Number(row['usd']) }).toEqual({
      ...{ key_id: 'probe', team: null, task: 'probe', requested_model: 'm', outcome: 'success' },
      ...{ usd: Number(ANSWER_USD), workspace_id: 'main' },
    });
  const body = JSON.parse(provider.heard[0]?.body ?? '') as object;
  expect(body).toMatchObject({ model: 'up', messages: [{ role: 'user', content: 'Reply with: ok' }] });
  const windows = await select(database.url, 'SELECT calls::int FROM target_window WHERE span_s = 3600');
  expect(windows).toEqual([{ calls: count }]);
});

it('traffic of the last interval keeps the probe away, and a time that the provider named, too', async () => {
  const { health, target, worker, snapshot, onError } = await world();
  const gate = health.enter(target, 0);
  if (gate.kind !== 'open') throw new Error('Nothing has failed.');
  health.ended(target, gate.admission, { mode: 'json', failure: undefined, latencyMs: 1, limitMs: 10 });
  const report = reportHealth({
    ...{ databaseUrl: database.url, health, clock: systemClock, snapshot: () => snapshot, onError },
    ...{ process: 'gateway', lookEveryMs: 10 },
  });
  open.push(() => report.close());
  await expect.poll(async () => (await pool.query('SELECT 1 FROM gateway_report')).rowCount).toBe(1);
  worker();
  await expect.poll(async () => (await pool.query('SELECT 1 FROM target_probe')).rowCount).toBe(1);
  for (let n = 0; n < 10; n += 1) {
    await hurry();
    await after(30);
  }
  expect(provider.heard).toEqual([]);
});

it('two workers ask once in a turn', async () => {
  const { worker } = await world();
  worker();
  worker();
  await asked(1);
  await after(300);
  expect(provider.heard).toHaveLength(1);
  expect(errors).toEqual([]);
});

it('nothing is asked, nor opened, where no provider wants it', async () => {
  const { worker } = await world(null);
  const { opened } = worker();
  await after(300);
  expect([opened(), provider.heard.length, errors]).toEqual([0, 0, []]);
});

it('a worker that stops ends its probe, and learns nothing from that', async () => {
  provider.behaviour = () => undefined;
  const { worker } = await world();
  const { running } = worker();
  await asked(1);
  await running.close();
  open.splice(open.length - 1);
  expect(await select(database.url, 'SELECT streak, lesson FROM target_probe')).toEqual([
    { streak: 0, lesson: null },
  ]);
  await ingestOnce({ databaseUrl: database.url, directory });
  expect(await select(database.url, 'SELECT outcome FROM request')).toEqual([{ outcome: 'error' }]);
});
