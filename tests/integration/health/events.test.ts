import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { db } from '@/lib/db';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { listEvents } from '@/lib/health/list-events';
import { listHealth } from '@/lib/health/list-health';
import { reportHealth } from '@/lib/health/report-health';
import { storeEvents } from '@/lib/health/store-events';
import { selectTargets } from '@/lib/routing/select-targets';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { snapshotOf } from '@/tests/support/gateway-fixture';

const viewer = { id: 'u', email: 'u@example.com', role: 'viewer' };
const T0 = Date.UTC(2026, 10, 3, 12, 0);
const ALL = { workspaceId: 'main', from: new Date(0), to: new Date('9999-01-01') };
let database: FreshDatabase;
let pool: pg.Pool;

const provider = (id: string) => ({
  id,
  dialect: 'openai-chat' as const,
  baseUrl: 'http://127.0.0.1:1',
  rpm: 10,
});
const config = {
  providers: [provider('a'), provider('b')],
  models: [{ id: 'm', offers: ['a', 'b'].map((id) => ({ provider: id, model: 'up' })) }],
};
const snapshot = snapshotOf(config, []);

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  await createDefaultWorkspaces({ demo: true });
  const document = configDocumentSchema.parse(config);
  await pool.query("INSERT INTO config_version (document, author) VALUES ($1, 'test')", [document]);
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

const failover = (at: number, over = {}) => ({
  ...{
    at,
    workspaceId: 'main',
    kind: 'failover' as const,
    target: 'a/m',
    reason: '503',
    from: 'a/m',
    to: 'b/m',
  },
  alternatives: ['b/m'],
  ...over,
});

it('pages of the log have each event once, newest first, whatever is filtered', async () => {
  const events = Array.from({ length: 120 }, (_, n) => failover(T0 + n * 60_000));
  await storeEvents(pool, events);
  await storeEvents(pool, [failover(T0, { workspaceId: 'demo' }), failover(T0, { target: 'b/m' })]);
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listEvents(viewer, { ...ALL, filters: { target: 'a/m' }, after });
    seen.push(...page.rows.map(({ firstAt }) => firstAt.toISOString()));
    after = page.older;
  } while (after !== undefined);
  expect(seen).toEqual(events.map(({ at }) => new Date(at).toISOString()).reverse());
  const other = await listEvents(viewer, { ...ALL, filters: { provider: 'b' } });
  expect(other.rows.map(({ target }) => target)).toEqual(['b/m']);
  await pool.query('TRUNCATE health_event');
});

it('what repeats within a minute is one row, also when it is told in several batches', async () => {
  for (const more of [3, 2])
    await storeEvents(
      pool,
      Array.from({ length: more }, (_, n) => failover(T0 + n)),
    );
  const { rows } = await listEvents(viewer, { ...ALL, filters: {} });
  expect(rows.map(({ count }) => count)).toEqual([5]);
  await pool.query('TRUNCATE health_event');
});

it('a gateway tells of its breakers, cooldowns and limits, keeps what it cannot tell, and leaves nothing behind', async () => {
  let monoMs = 1_000;
  const clock = { now: () => T0 + monoMs, monotonic: () => monoMs };
  const health = new TargetHealth(clock.monotonic);
  const errors: unknown[] = [];
  await pool.query('ALTER TABLE health_event RENAME TO away');
  const reporter = reportHealth({
    ...{ databaseUrl: database.url, health, clock, snapshot: () => snapshot },
    process: 'gateway-1',
    onError: (error) => void errors.push(error),
    lookEveryMs: 5,
  });
  const plan = selectTargets(
    {
      requestedModel: 'm',
      keyId: '',
      tags: {},
      stream: false,
      inputTokens: 1,
      chars: 4,
      at: T0,
      task: 'simple_faq',
      signals: [],
      needs: { tools: false, images: false, jsonSchema: false },
    },
    snapshot,
  );
  const [target] = plan.kind === 'targets' ? plan.targets : [];
  if (target === undefined) throw new Error('no target');
  for (let n = 0; n < 5; n += 1) {
    const gate = health.enter(target, 1);
    if (gate.kind !== 'open') throw new Error('shut');
    const failure = { kind: 'timeout' as const, phase: 'headers' as const };
    health.ended(target, gate.admission, { mode: 'json', failure, latencyMs: 1, limitMs: 1 });
  }
  await expect.poll(() => errors.length).toBeGreaterThan(0);
  await pool.query('ALTER TABLE away RENAME TO health_event');
  monoMs += 6_000;
  await expect
    .poll(() => listEvents(viewer, { ...ALL, filters: {} }).then(({ rows }) => rows.length))
    .toBe(1);
  const { rows: events } = await listEvents(viewer, { ...ALL, filters: { kind: 'breaker' } });
  expect(events[0]).toMatchObject({
    target: 'a/m',
    from: 'closed',
    to: 'open',
    alternatives: ['b/m'],
    count: 1,
  });
  await expect
    .poll(() => listHealth(viewer, ALL, new Date(clock.now())).then(({ gateways }) => gateways))
    .toBe(1);
  const { rows } = await listHealth(viewer, ALL, new Date(clock.now()));
  const reports = rows.flatMap(({ gateways }) => gateways.map(({ report }) => report));
  expect(reports).toEqual([
    expect.objectContaining({ name: 'a', rpm: { used: 5, limit: 10 } }),
    expect.objectContaining({ name: 'a/m', breaker: 'open', until: new Date(T0 + 31_000).toISOString() }),
  ]);
  await reporter.close();
  expect((await pool.query('SELECT 1 FROM gateway_report')).rowCount).toBe(0);
}, 20_000);
