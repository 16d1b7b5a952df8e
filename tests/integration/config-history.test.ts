import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { exportConfig } from '@/lib/config/export-config';
import { listVersions } from '@/lib/config/versions/list-versions';
import { rollBack } from '@/lib/config/versions/roll-back';
import { seedConfig } from '@/lib/config/starter/seed-config';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { db } from '@/lib/db';
import { createKey } from '@/lib/keys/create';
import { disableKey } from '@/lib/keys/disable';
import { listKeys } from '@/lib/keys/list';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { getWorkspace } from '@/lib/workspaces/get';
import { listWorkspaces } from '@/lib/workspaces/list';
import { removeDemo, TABLES } from '@/lib/workspaces/remove-demo';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { caught } from '../unit/config/caught';
import { KEY_VALUE, sampleConfig } from '../unit/config/sample-config';

let database: FreshDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
});

afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

beforeEach(async () => {
  await pool.query('TRUNCATE config_version, credential, virtual_key, workspace RESTART IDENTITY CASCADE');
});

const withRules = (name: string) => {
  const file = sampleConfig();
  return { ...file, rules: file.rules.map((rule) => ({ ...rule, name })) };
};

describe('rolling back', () => {
  beforeEach(() => createDefaultWorkspaces({ demo: false }));

  it('publishes the old document as a new version and revives no key', async () => {
    await applyConfig({ file: withRules('first'), author: 'test' });
    await applyConfig({ file: withRules('second'), author: 'test' });
    await disableKey(OWNER, { id: 'app' });
    const { version } = await rollBack({ version: 1, author: 'admin@example.com', expectedVersion: 2 });
    expect(version).toBe(3);
    const { file } = await exportConfig();
    expect(file.rules.map((rule) => rule.name)).toEqual(['first', 'first']);
    expect(file.keys).toMatchObject([{ id: 'app', enabled: false }]);
    expect(await listVersions({ limit: 1 })).toMatchObject([
      { version: 3, note: 'Back to version 1', author: 'admin@example.com' },
    ]);
  });

  it('keeps prices on the books that came into effect since', async () => {
    await applyConfig({ file: sampleConfig(), author: 'test' });
    const file = sampleConfig();
    const extra = { ...file.prices[0], id: 'big-cached', meter: 'in.cache_read' };
    await applyConfig({ file: { ...file, prices: [...file.prices, extra] }, author: 'test' });
    await applyConfig({ file: { ...withRules('new'), prices: [...file.prices, extra] }, author: 'test' });
    await rollBack({ version: 1, author: 'test' });
    expect((await exportConfig()).file.prices.map((row) => row.id)).toEqual([
      'big-in',
      'big-out',
      'big-cached',
    ]);
  });

  it('refuses a version that does not exist and a stale expectation, and publishes nothing when nothing differs', async () => {
    await applyConfig({ file: sampleConfig(), author: 'test' });
    expect(await caught(rollBack({ version: 9, author: 'test' }))).toMatchObject({ code: 'not_found' });
    expect(await caught(rollBack({ version: 1, author: 'test', expectedVersion: 7 }))).toMatchObject({
      code: 'conflict',
    });
    expect(await rollBack({ version: 1, author: 'test' })).toMatchObject({ version: 1, published: false });
  });
});

describe('keys', () => {
  beforeEach(() => createDefaultWorkspaces({ demo: false }));

  it('shows a generated value of 256 bits once and keeps only its digest', async () => {
    const { key, value } = await createKey(OWNER, { name: 'CI' });
    expect(value).toMatch(/^tg-[A-Za-z0-9_-]{43}$/);
    expect(key).toMatchObject({ name: 'CI', workspace: 'main', enabled: true, prefix: value.slice(0, 7) });
    const { rows } = await pool.query('SELECT k::text AS row FROM virtual_key k');
    expect(JSON.stringify([rows, await listKeys(OWNER)])).not.toContain(value);
  });

  it('refuses a taken id, a value of another key, a missing workspace or model', async () => {
    await createKey(OWNER, { id: 'one', name: 'One', value: KEY_VALUE });
    expect(await caught(createKey(OWNER, { id: 'one', name: 'Again' }))).toMatchObject({ code: 'conflict' });
    expect(await caught(createKey(OWNER, { name: 'Two', value: KEY_VALUE }))).toMatchObject({
      param: 'value',
    });
    expect(await caught(createKey(OWNER, { name: 'Two', workspace: 'moon' }))).toMatchObject({
      param: 'workspace',
    });
    expect(await caught(createKey(OWNER, { name: 'Two', models: ['gpt-9'] }))).toMatchObject({
      param: 'models[0]',
    });
    expect(await listKeys(OWNER)).toHaveLength(1);
  });

  it('disables twice as well as once, and says when there is nothing to disable', async () => {
    await createKey(OWNER, { id: 'one', name: 'One' });
    expect((await disableKey(OWNER, { id: 'one' })).enabled).toBe(false);
    expect((await disableKey(OWNER, { id: 'one' })).enabled).toBe(false);
    expect(await caught(disableKey(OWNER, { id: 'two' }))).toMatchObject({ code: 'not_found' });
  });
});

describe('the first start', () => {
  it('publishes the simulated catalogue once, and the hot path can use it', async () => {
    expect(await seedConfig({ simulator: true, demo: true })).toBe(true);
    expect(await seedConfig({ simulator: true, demo: true })).toBe(false);
    process.env['TOLLGATE_SIMULATOR_URL'] = 'http://127.0.0.1:4999';
    const snapshot = await loadSnapshot(pool);
    expect(snapshot.providers.get('sim-openai')).toMatchObject({
      baseUrl: 'http://127.0.0.1:4999/v1',
      enabled: true,
    });
    expect(snapshot.providers.get('sim-openai')?.apiKey).toMatch(/^sim-/);
    expect(snapshot.prices.size).toBeGreaterThan(20);
    delete process.env['TOLLGATE_SIMULATOR_URL'];
    expect((await loadSnapshot(pool)).providers.get('sim-openai')?.enabled).toBe(false);
  });

  it('publishes once when two processes start together', async () => {
    const both = await Promise.all([1, 2].map(() => seedConfig({ simulator: false, demo: false })));
    expect(both.sort()).toEqual([false, true]);
    expect(await listVersions()).toHaveLength(1);
  });

  it('removes the demo workspace with its books and keys, also twice, and nothing else', async () => {
    await seedConfig({ simulator: true, demo: true });
    await createKey(OWNER, { id: 'd', name: 'Demo', workspace: 'demo' });
    await createKey(OWNER, { id: 'm', name: 'Main' });
    await pool.query("INSERT INTO workspace (id, name, is_demo) VALUES ('seed', 'Seeded', true)");
    for (const workspace of ['demo', 'main', 'seed'])
      await pool.query(
        `INSERT INTO rollup_15m VALUES ($1, '2026-11-01T00:00Z', 'p', 'm', 'm', 'k', '', '', '', 'ok', 1, 1, 1.5)`,
        [workspace],
      );
    expect(await removeDemo()).toEqual({ requests: 0, attempts: 0, rollups: 1, keys: 1 });
    expect(await removeDemo()).toEqual({ requests: 0, attempts: 0, rollups: 0, keys: 0 });
    expect(await removeDemo('main')).toEqual({ requests: 0, attempts: 0, rollups: 0, keys: 0 });
    expect((await listWorkspaces()).map(({ id }) => id)).toEqual(['main', 'seed']);
    expect(await getWorkspace('demo')).toBeNull();
    expect((await listKeys(OWNER)).map(({ id }) => id)).toEqual(['m']);
    expect((await pool.query('SELECT 1 FROM rollup_15m')).rowCount).toBe(2);
    await seedConfig({ simulator: true, demo: false });
    expect((await listWorkspaces()).map(({ id }) => id)).toEqual(['main', 'seed']);
    expect(await removeDemo('seed')).toMatchObject({ rollups: 1 });
    expect((await listWorkspaces()).map(({ id }) => id)).toEqual(['main']);
  });

  it('removes with the demo workspace what names it, so that the next publication is not refused', async () => {
    await seedConfig({ simulator: true, demo: true });
    await createKey(OWNER, { id: 'd', name: 'Demo', workspace: 'demo' });
    const { file } = await exportConfig();
    const budget = { name: 'B', period: 'monthly', limitUsd: '1', mode: 'soft' };
    const about = { health: [{ id: 'demo' }, { id: 'main' }], bodies: [{ id: 'demo' }] };
    const scopes = [
      { id: 'whole', scope: { kind: 'workspace', value: 'demo' } },
      { id: 'of-key', scope: { kind: 'key', value: 'd' } },
      { id: 'of-team', scope: { kind: 'team', value: 'web' }, workspace: 'demo' },
      { id: 'stays', scope: { kind: 'workspace', value: 'main' } },
    ];
    const alerts = [
      { id: 'demo', name: 'A', workspace: 'demo', when: { kind: 'unpriced' } },
      { id: 'budget', name: 'A', when: { kind: 'budget', budget: 'of-key' } },
      { id: 'stays', name: 'A', when: { kind: 'budget', budget: 'stays' } },
    ];
    const budgets = scopes.map((scope) => ({ ...budget, ...scope }));
    await applyConfig({ file: { ...file, ...about, budgets, alerts }, author: 'test' });
    await removeDemo('demo', { id: OWNER.id, name: OWNER.email });
    const after = await exportConfig();
    const ids = (entries: readonly { id: string }[]) => entries.map(({ id }) => id);
    expect([ids(after.file.budgets), ids(after.file.alerts)]).toEqual([['stays'], ['stays']]);
    expect([ids(after.file.health), ids(after.file.bodies)]).toEqual([['main'], []]);
    expect(await listVersions()).toMatchObject([{ version: 3, author: OWNER.email }, {}, {}]);
    await removeDemo();
    expect((await exportConfig()).version).toBe(3);
    await applyConfig({ file: { ...after.file, alerts: [] }, author: 'test' });
  });

  it('knows of each table that keeps something of a workspace', async () => {
    const { rows } = await pool.query<{ table: string }>(
      `SELECT c.relname AS "table" FROM pg_class AS c JOIN pg_attribute AS a ON a.attrelid = c.oid
       WHERE a.attname = 'workspace_id' AND c.relkind IN ('r', 'p') AND NOT c.relispartition
         AND c.relnamespace = 'public'::regnamespace AND c.relname <> 'audit_entry'
         AND NOT EXISTS (SELECT FROM pg_constraint AS k WHERE k.conrelid = c.oid AND k.confdeltype = 'c'
           AND k.confrelid::regclass::text = ANY($1))`,
      [['workspace', ...TABLES]],
    );
    expect(rows.map(({ table }) => table).sort()).toEqual([...TABLES].sort());
  });
});
