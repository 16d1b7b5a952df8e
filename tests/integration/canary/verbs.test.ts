import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configMarks } from '@/lib/analytics/config-marks';
import { changeCanary } from '@/lib/canary/change';
import { armsOverTime } from '@/lib/canary/arms-over-time';
import { getCanary, listCanaries } from '@/lib/canary/list';
import { listSplits } from '@/lib/canary/list-splits';
import { startCanary } from '@/lib/canary/start';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { db } from '@/lib/db';
import { newRequestId } from '@/lib/gateway/entrance/request-id';
import type { RequestCompletion } from '@/lib/ledger/records';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from '../analytics/fill-books';
import { attempt, done, header } from '../ledger/sample-records';

const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const NOW = Date.now();
const SPAN = { from: new Date(NOW - 3_600_000), to: new Date(NOW + 3_600_000) };

let database: FreshDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  await createDefaultWorkspaces({ demo: false });
  const document = configDocumentSchema.parse({
    providers: [{ id: 'sim', dialect: 'openai-chat', baseUrl: 'http://127.0.0.1:1' }],
    models: ['old', 'fresh'].map((id) => ({
      id,
      aliases: [`${id}er`],
      offers: [{ provider: 'sim', model: id }],
    })),
    rules: [
      { id: 'ab', name: 'Old or fresh', when: {}, use: { kind: 'weights', weights: { old: 50, fresh: 50 } } },
      { id: 'off', name: 'Off', enabled: false, when: {}, targets: ['old'] },
    ],
  });
  await pool.query("INSERT INTO config_version (document, author) VALUES ($1, 'test')", [document]);
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

const start = (over: object) =>
  startCanary(viewer, { id: 'c1', model: 'older', target: 'fresh', ...over }, new Date(NOW));

it('starts on what the configuration in force has, and on nothing else', async () => {
  await expect(start({ target: 'nobody' })).rejects.toThrow('there is no model "nobody"');
  await expect(start({ model: 'nobody' })).rejects.toThrow('no model “nobody”');
  await expect(start({ model: undefined, rule: 'off' })).rejects.toThrow('no rule “off” in force');
  await expect(start({ rule: 'ab' })).rejects.toThrow('one of them');
  await expect(
    startCanary({ ...viewer, role: 'engineer' }, { id: 'x', rule: 'ab', target: 'old' }),
  ).rejects.toThrow('lacks the right config.publish');
  await start({});
  expect(await getCanary(viewer, 'c1')).toMatchObject({ model: 'old', phase: 'ramping', percent: 10 });
  await expect(getCanary({ ...viewer, role: 'member' }, 'c1')).rejects.toThrow('lacks the right');
});

it('is one at a time on a model, under an id of its own, also when two are started at once', async () => {
  await expect(start({})).rejects.toThrow('There was a canary “c1” already');
  await expect(start({ id: 'c2' })).rejects.toThrow('“c1” is on the same');
  const both = await Promise.allSettled([
    start({ id: 'r1', model: undefined, rule: 'ab' }),
    start({ id: 'r2', model: undefined, rule: 'ab' }),
  ]);
  expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

it('gateways read it with the next snapshot, and no more once it is over', async () => {
  expect((await loadSnapshot(pool)).canaries.get('model:old')).toMatchObject({
    percent: 10,
    target: 'fresh',
  });
  await changeCanary(viewer, 'c1', { change: 'promote', note: '' });
  expect((await loadSnapshot(pool)).canaries.get('model:old')).toMatchObject({ percent: 100 });
  await changeCanary(viewer, 'c1', { change: 'close', note: 'the rule says it now' });
  expect((await loadSnapshot(pool)).canaries.has('model:old')).toBe(false);
});

it('is held, goes on, is rolled back; twice is once, and what is over stays over', async () => {
  await start({ id: 'c3' });
  for (const change of ['hold', 'hold', 'resume', 'hold', 'roll_back', 'roll_back'] as const)
    await changeCanary(viewer, 'c3', { change, note: '' });
  const { events, phase, percent } = await getCanary(viewer, 'c3');
  expect(events.map(({ kind }) => kind)).toEqual(['started', 'held', 'resumed', 'held', 'rolled_back']);
  expect({ phase, percent }).toEqual({ phase: 'rolled_back', percent: 0 });
  await expect(changeCanary(viewer, 'c3', { change: 'resume', note: '' })).rejects.toThrow(
    'rolled back cannot',
  );
  await expect(changeCanary(viewer, 'nobody', { change: 'hold', note: '' })).rejects.toThrow(
    'no such canary',
  );
  expect((await listCanaries(viewer, {})).map(({ id }) => id)).not.toContain('c3');
  expect((await listCanaries(viewer, { all: 'true' })).map(({ id }) => id)).toContain('c3');
});

it('marks charts with each of its steps', async () => {
  const labels = (await configMarks(viewer, SPAN)).map(({ label }) => label);
  expect(labels).toContain('Canary c3 started at 10 %.');
  expect(labels).toContain('Canary c3 was rolled back to 0 %.');
});

/** A request that the rule with weights drew. */
function drawn(n: number, arm: 'old' | 'fresh', over: Partial<RequestCompletion> = {}): RequestCompletion {
  const id = newRequestId(NOW);
  const route = {
    ...header(id).route,
    ruleId: 'ab',
    candidates: [`sim/${arm}`],
    arm: { experiment: 'rule:ab', arm },
  };
  const request = header(id, { startedAt: NOW, route });
  const own = attempt({ model: arm, startedAt: NOW });
  return done(id, { request, attempts: [own], latencyMs: 100 + n, ...over });
}

it('requests say their arm on the books, and its sums follow: errors, latency, exact cost', async () => {
  const failing = drawn(0, 'fresh', { outcome: 'error', status: 502 });
  const [own] = failing.attempts;
  const attempts = own === undefined ? [] : [{ ...own, outcome: 'error' as const, status: 500 }];
  await fillBooks(database.url, [
    ...Array.from({ length: 40 }, (_, n) => drawn(n, n % 2 === 0 ? 'old' : 'fresh')),
    { ...failing, attempts },
    drawn(1, 'old', { outcome: 'client_closed', status: 499, attempts: [] }),
  ]);
  const { rows } = await pool.query(
    "SELECT arm, requests::int, errors::int, costed::int, cost_usd::text FROM arm_window WHERE experiment = 'rule:ab' ORDER BY arm",
  );
  expect(rows).toEqual([
    { arm: 'fresh', requests: 21, errors: 1, costed: 21, cost_usd: '0.000294000000' },
    { arm: 'old', requests: 20, errors: 0, costed: 20, cost_usd: '0.000280000000' },
  ]);
  const columns = await pool.query(
    "SELECT count(*)::int FROM request WHERE experiment = 'rule:ab' AND arm = 'old'",
  );
  expect(columns.rows).toEqual([{ count: 21 }]);
});

it('a split shows its sides and says what cannot be told yet', async () => {
  const [split] = await listSplits(viewer, { workspaceId: 'main', ...SPAN });
  expect(split?.arms.map(({ arm, requests }) => [arm, requests])).toEqual([
    ['old', 20],
    ['fresh', 21],
  ]);
  expect(split?.comparisons).toHaveLength(4);
  const some = { ...viewer, reach: [{ workspaceId: 'main', teams: ['search'] }] };
  await expect(listSplits(some, { workspaceId: 'main', ...SPAN })).rejects.toThrow('some teams only');
});

it('tells who sees some workspaces where it stands, and no sums over the others', async () => {
  const step = { at: new Date(NOW), kind: 'stepped', fromPercent: 1, toPercent: 5, actor: 'tollgate' };
  await db().canaryEvent.create({
    data: { canaryId: 'c1', ...step, reason: 'no gate objects after 12345 requests' },
  });
  const readings = [{ gate: 'errors', verdict: 'good', words: '6789 of 12345' }];
  await db().canary.update({ where: { id: 'c1' }, data: { waits: 'it has served 6789', readings } });
  const some = { ...viewer, reach: [{ workspaceId: 'main' }] };
  const seen = await getCanary(some, 'c1');
  expect(seen).toMatchObject({ id: 'c1', target: 'fresh', waits: '', readings: [], arms: [] });
  const listed = await listCanaries(some, { all: 'true' });
  expect(JSON.stringify([seen, listed])).not.toMatch(/12345|6789/);
  const span = { from: new Date(NOW - 3_600_000), to: new Date(NOW + 3_600_000) };
  expect((await armsOverTime(some, 'c1', span)).points).toEqual([]);
  expect(await getCanary(viewer, 'c1')).toMatchObject({
    readings,
    arms: [{ arm: 'control' }, { arm: 'canary' }],
  });
});
