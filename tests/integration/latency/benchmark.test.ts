import path from 'node:path';
import pg from 'pg';
import PgBoss from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closeJobsPool } from '@/lib/batches/jobs-pool';
import { seedConfig } from '@/lib/config/starter/seed-config';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { db } from '@/lib/db';
import type { Job, JobDeps } from '@/lib/jobs/deps';
import { openWorkerPipeline, type WorkerPipeline } from '@/lib/jobs/pipeline';
import { cancelBenchmark } from '@/lib/latency/cancel';
import { getBenchmark, listBenchmarks } from '@/lib/latency/list';
import { runBenchmarks } from '@/lib/latency/run-benchmarks';
import { estimateFor, startBenchmark } from '@/lib/latency/start';
import { benchmarkView } from '@/lib/latency/view';
import { startIngest } from '@/lib/ledger/ingest';
import { compareUsd, sumUsd } from '@/lib/pricing/money';
import { startSimulator, type RunningSimulator } from '@/lib/simulator/start';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { logDirectory } from '../ledger/log-directory';

const TARGETS = ['gpt-4.1', 'claude-sonnet-4.5'];
const SMALL = { targets: TARGETS, requests: 6, concurrency: 3, maxTokens: 20 };

let database: FreshDatabase;
let simulator: RunningSimulator;
let pipeline: WorkerPipeline;
let boss: PgBoss;
let pool: pg.Pool;
let ingest: ReturnType<typeof startIngest>;
const errors: unknown[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  const directory = logDirectory();
  simulator = await startSimulator({ ledgerPath: path.join(directory, 'billed.jsonl'), latencyFactor: 0.02 });
  Object.assign(process.env, {
    DATABASE_URL: database.url,
    TOLLGATE_REQUEST_LOG: 'off',
    TOLLGATE_DATA_DIR: directory,
    TOLLGATE_SIMULATOR_URL: simulator.url,
    TOLLGATE_SECRET: 'a secret of more than thirty-two characters',
  });
  await seedConfig({ simulator: true, demo: true });
  pool = new pg.Pool({ connectionString: database.url, max: 8 });
  boss = new PgBoss({ connectionString: database.url, max: 2 });
  await boss.start();
  pipeline = await openWorkerPipeline();
  ingest = startIngest({ databaseUrl: database.url, directory: path.join(directory, 'ledger') });
});
afterAll(async () => {
  await pipeline.close();
  await ingest.close();
  await boss.stop({ graceful: false, wait: true });
  await closeJobsPool();
  await pool.end();
  await simulator.close();
  await db().$disconnect();
  await database.drop();
});

let worker: Job | undefined;
let stopping = new AbortController();
beforeEach(async () => {
  await db().benchmark.deleteMany();
  await admin('/admin/latency', { factor: 0.02 });
  errors.length = 0;
});
afterEach(async () => {
  stopping.abort();
  await worker?.close();
  await boss.offWork('benchmark').catch(() => undefined);
  worker = undefined;
});

async function startWorker() {
  stopping = new AbortController();
  const deps: JobDeps = {
    ...{ databaseUrl: database.url, boss, pool, signal: stopping.signal },
    pipeline: () => Promise.resolve(pipeline),
    onError: (error) => void errors.push(error),
  };
  worker = await runBenchmarks(deps);
}

const admin = (where: string, body: unknown) =>
  fetch(`${simulator.url}${where}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function ended(id: string) {
  await expect.poll(async () => (await getBenchmark(OWNER, id)).endedAt, { timeout: 30_000 }).not.toBeNull();
  return getBenchmark(OWNER, id);
}

/** What the simulator billed for requests with these ids. */
async function billed(ids: ReadonlySet<string>): Promise<string> {
  const entries = (await (await fetch(`${simulator.url}/admin/ledger`)).json()) as {
    clientRequestId: string;
    amountUsd: string;
  }[];
  return sumUsd(
    entries.flatMap((one) => (ids.has(one.clientRequestId.split('.')[0] ?? '') ? [one.amountUsd] : [])),
  );
}

test('each model is measured by each way, on the books to the last digit of the provider’s bill', async () => {
  await startWorker();
  const estimate = await estimateFor(OWNER, SMALL);
  expect(estimate).toMatchObject({ requests: 24, isAboveCap: false });
  const run = await ended((await startBenchmark(OWNER, SMALL)).id);
  expect(run).toMatchObject({ status: 'done', done: 24, total: 24, ending: null });
  expect(run.results.map(({ provider, model, way }) => `${provider}/${model} ${way}`)).toEqual([
    'sim-anthropic/claude-sonnet-4.5 gateway',
    'sim-anthropic/claude-sonnet-4.5 direct',
    'sim-openai/gpt-4.1 gateway',
    'sim-openai/gpt-4.1 direct',
  ]);
  for (const result of run.results) {
    expect(result).toMatchObject({ requests: 6, errors: 0, commonError: null, uncosted: 0 });
    const { firstP50Ms, p50Ms, p95Ms, p99Ms, tokensPerSecond } = result;
    expect(firstP50Ms).toBeGreaterThan(0);
    expect(firstP50Ms).toBeLessThanOrEqual(p50Ms ?? 0);
    expect(p95Ms).toBeLessThanOrEqual(p99Ms ?? 0);
    expect(tokensPerSecond).toBeGreaterThan(0);
  }
  // Tokens of prompts are estimated, those of answers are at most what is allowed.
  expect(compareUsd(run.spentUsd, sumUsd([estimate.usd, estimate.usd]))).toBe(-1);
  await ingest.idle();
  const samples = await db().benchmarkSample.findMany({ where: { benchmarkId: run.id } });
  const ids = new Set(samples.map(({ requestId }) => requestId ?? ''));
  expect(ids.size).toBe(24);
  const booked = await pool.query<{ usd: string; ways: number }>(
    `SELECT trim_scale(sum(cost_usd))::text AS usd, count(DISTINCT tags ->> 'way')::int AS ways FROM request
     WHERE tags ->> 'benchmark' = $1`,
    [run.id],
  );
  expect(booked.rows).toEqual([{ usd: run.spentUsd, ways: 2 }]);
  expect(await billed(ids)).toBe(run.spentUsd);
  expect(errors).toEqual([]);
});

test('what was measured is what routing goes by until there is traffic, and only then', async () => {
  await startWorker();
  await ended((await startBenchmark(OWNER, { ...SMALL, targets: ['gpt-4.1'], requests: 10 })).id);
  const { latencyPriors } = await loadSnapshot(pool);
  const prior = latencyPriors.get('sim-openai/gpt-4.1');
  expect(prior?.stream).toBeGreaterThan(0);
  expect(prior?.json).toBeGreaterThan(prior?.stream ?? Infinity);
});

test('prompts that were brought to it are asked, and forgotten when it is over', async () => {
  await startWorker();
  const prompts = { kind: 'own' as const, texts: ['Who is ada?', 'And why?'] };
  const started = await startBenchmark(OWNER, { ...SMALL, targets: ['gpt-4.1'], requests: 2, prompts });
  expect(started.settings.prompts).toEqual(prompts);
  const run = await ended(started.id);
  expect(run).toMatchObject({ status: 'done', settings: { prompts: { kind: 'forgotten', count: 2 } } });
  expect(JSON.stringify(await db().benchmark.findMany(), String)).not.toContain('ada');
  const [entry] = await db().auditEntry.findMany({ where: { subjectId: started.id } });
  expect(entry?.action).toBe('benchmark.start');
  expect(entry?.entry).not.toContain('ada');
});

test('a cap is never passed: it ends the run, and what was measured is kept', async () => {
  await startWorker();
  const capUsd = '0.003';
  const run = await ended((await startBenchmark(OWNER, { ...SMALL, requests: 500, capUsd })).id);
  expect(run.status).toBe('capped');
  expect(run.ending).toContain('cap');
  expect(run.done).toBeGreaterThan(0);
  expect(run.done).toBeLessThan(run.total);
  expect(compareUsd(run.spentUsd, capUsd)).toBeLessThanOrEqual(0);
});

test('errors are counted by what they are, and no time of theirs is among the latencies', async () => {
  await admin('/admin/faults', { rate: 1, kinds: ['500'] });
  await startWorker();
  const run = await ended((await startBenchmark(OWNER, { ...SMALL, targets: ['gpt-4.1'], requests: 3 })).id);
  await admin('/admin/faults', { rate: 0, kinds: [] });
  expect(run.status).toBe('done');
  for (const result of run.results)
    expect(result).toMatchObject({ requests: 3, errors: 3, p50Ms: null, tokensPerSecond: null });
  expect(run.results.every(({ commonError }) => commonError !== null)).toBe(true);
});

test('cancelled, it ends soon and keeps what it has; cancelled again it says the same until it is over', async () => {
  await admin('/admin/latency', { factor: 0.3 });
  await startWorker();
  const { id } = await startBenchmark(OWNER, { ...SMALL, requests: 1_000, capUsd: '100' });
  await expect.poll(async () => (await getBenchmark(OWNER, id)).done, { timeout: 30_000 }).toBeGreaterThan(0);
  await cancelBenchmark(OWNER, id);
  await cancelBenchmark(OWNER, id).catch(() => undefined);
  const run = await ended(id);
  expect(run.status).toBe('cancelled');
  expect(run.done).toBeLessThan(run.total);
  await expect(cancelBenchmark(OWNER, id)).rejects.toMatchObject({ code: 'conflict' });
});

test('one that waits is cancelled before anything is sent', async () => {
  const { id } = await startBenchmark(OWNER, SMALL);
  await cancelBenchmark(OWNER, id);
  await startWorker();
  expect(await ended(id)).toMatchObject({ status: 'cancelled', done: 0, spentUsd: '0' });
});

test('two at once would measure each other: the second is refused until the first is over', async () => {
  const both = await Promise.allSettled([startBenchmark(OWNER, SMALL), startBenchmark(OWNER, SMALL)]);
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const refused = both.find(({ status }) => status === 'rejected');
  expect(refused).toMatchObject({ reason: { code: 'conflict' } });
});

test('one whose worker died is ended as it is, with what it measured', async () => {
  const { id } = await startBenchmark(OWNER, SMALL);
  const sample = { seq: 0, provider: 'sim-openai', model: 'gpt-4.1', way: 'direct', at: new Date() };
  await db().benchmarkSample.create({ data: { benchmarkId: id, ...sample, latencyMs: 12.5 } });
  // As a process leaves it that is killed: under way, and its lease runs out.
  const leasedUntil = new Date(Date.now() + 1_500);
  await db().benchmark.update({
    where: { id },
    data: { status: 'running', startedAt: new Date(), leasedBy: 'the dead', leasedUntil },
  });
  await startWorker();
  const run = await ended(id);
  expect(run).toMatchObject({ status: 'interrupted', done: 1 });
  expect(run.endedAt?.getTime()).toBeGreaterThanOrEqual(leasedUntil.getTime() - 100);
  expect(run.results).toHaveLength(1);
});

test('a worker that stops leaves it ended, not under way', async () => {
  await admin('/admin/latency', { factor: 0.3 });
  await startWorker();
  const { id } = await startBenchmark(OWNER, { ...SMALL, requests: 1_000, capUsd: '100' });
  await expect.poll(async () => (await getBenchmark(OWNER, id)).done, { timeout: 30_000 }).toBeGreaterThan(0);
  stopping.abort();
  expect(await ended(id)).toMatchObject({ status: 'interrupted' });
});

describe('bad input is refused by its field, and nothing is started', () => {
  test.each([
    ['no model', { targets: [] }, /targets|choose at least one/],
    ['an unknown model', { targets: ['unheard-of'] }, /unheard-of/],
    ['a model at a provider that does not offer it', { targets: ['sim-anthropic/gpt-4.1'] }, /no model/],
    ['embeddings', { targets: ['text-embedding-3-small'] }, /embeddings/],
    ['no request', { requests: 0 }, /at least one request/],
    ['a million requests', { requests: 1_000_000 }, /at most 1000/],
    ['no way', { ways: [] }, /at least one way/],
    ['a concurrency of nothing', { concurrency: 0 }, /concurrency|>=1/],
    ['an empty prompt', { prompts: { kind: 'own' as const, texts: [' '] } }, /empty/],
    ['a cap below the first request', { capUsd: '0.0000001' }, /would send nothing/],
    ['a cap that is no amount', { capUsd: '-1' }, /amount/],
  ])('%s', async (_name, wrong, message) => {
    await expect(startBenchmark(OWNER, { ...SMALL, ...wrong })).rejects.toThrow(message);
    expect(await listBenchmarks(OWNER, 'main')).toEqual([]);
  });

  test('a model without a price, for which no cap could be kept', async () => {
    const snapshot = await loadSnapshot(pool);
    const { estimateBenchmark } = await import('@/lib/latency/estimate');
    const { benchmarkSettingsSchema } = await import('@/lib/latency/schemas');
    const { buildPriceBook } = await import('@/lib/pricing/price-book');
    const unpriced = { ...snapshot, prices: buildPriceBook([]) };
    expect(() => estimateBenchmark(benchmarkSettingsSchema.parse(SMALL), unpriced, Date.now())).toThrow(
      /has no price/,
    );
  });
});

test('who may not run jobs starts none; prompts that somebody brought are shown to nobody', async () => {
  const member = { ...OWNER, role: 'member' };
  await expect(startBenchmark(member, SMALL)).rejects.toMatchObject({ code: 'forbidden' });
  const prompts = { kind: 'own' as const, texts: ['a secret of the firm'] };
  const { id } = await startBenchmark(OWNER, { ...SMALL, prompts });
  await expect(cancelBenchmark(member, id)).rejects.toMatchObject({ code: 'forbidden' });
  expect(JSON.stringify(benchmarkView(await getBenchmark(member, id)))).not.toContain('secret of the firm');
  const elsewhere = { ...OWNER, reach: [{ workspaceId: 'elsewhere' }] };
  await expect(getBenchmark(elsewhere, id)).rejects.toMatchObject({ code: 'not_found' });
  const team = { ...OWNER, reach: [{ workspaceId: 'main', teams: ['red'] }] };
  await expect(getBenchmark(team, id)).rejects.toMatchObject({ code: 'not_found' });
  expect(await listBenchmarks(team, 'main')).toEqual([]);
});
