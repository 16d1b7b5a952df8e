import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { previewEdit, publishEdit, undoEdit } from '@/lib/config/edit-config';
import { exportConfig } from '@/lib/config/export-config';
import { pricesMeanwhile } from '@/lib/config/prices/prices-meanwhile';
import type { ConfigEdit } from '@/lib/config/with-edit';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { PROVIDER_SECRET, sampleConfig } from '../unit/config/sample-config';

const ANNA: Viewer = { ...OWNER, id: 'anna', email: 'anna@example.com' };
const BUDGET = sampleConfig().budgets[0];
const SECRET = 'a-signing-secret-of-some-length';
const HOOK = {
  id: 'hook',
  name: 'Hook',
  kind: 'webhook',
  url: 'https://hooks.example.com/a',
  secret: SECRET,
};

/** An entry of each section that has a form, with another value for Anna and for oneself. */
const ENTRIES: [ConfigEdit['section'], (value: number) => ConfigEdit['put'], string][] = [
  ['budgets', (n) => ({ ...BUDGET, id: 'main-month', limitUsd: String(n) }), 'limitUsd'],
  ['channels', (n) => ({ ...HOOK, url: `https://hooks.example.com/a`, name: `Hook ${n}` }), 'name'],
  [
    'alerts',
    (n) => ({ id: 'slow', name: 'Slow', workspace: 'main', when: { kind: 'p95', ms: n } }),
    'when.ms',
  ],
  [
    'health',
    (n) => ({
      id: 'main',
      unhealthy: { p99Ms: n, errorRate: 0.5, timeoutRate: 0.5 },
      degraded: { p99Ms: 5, errorRate: 0.1 },
    }),
    'unhealthy.p99Ms',
  ],
  ['bodies', (n) => ({ id: 'main', policy: 'on', retentionDays: n, patterns: [] }), 'retentionDays'],
  [
    'providers',
    (n) => ({ id: 'local', dialect: 'openai-chat', baseUrl: 'http://127.0.0.1:1/v1', name: `Local ${n}` }),
    'name',
  ],
  [
    'models',
    (n) => ({ id: 'big', aliases: ['large'], offers: sampleConfig().models[0]?.offers, contextTokens: n }),
    'contextTokens',
  ],
];

let database: FreshDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  process.env['TOLLGATE_EGRESS_ALLOW'] = '127.0.0.0/8';
  pool = new pg.Pool({ connectionString: database.url });
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('TRUNCATE config_version, credential, virtual_key, workspace RESTART IDENTITY CASCADE');
  await createDefaultWorkspaces({ demo: false });
  await applyConfig({ file: sampleConfig(), author: 'test' });
});

const versionNow = async () => (await exportConfig()).version;

describe('an edit of what somebody else published meanwhile', () => {
  it.each(ENTRIES)(
    'shows both sides and is refused until they were looked at: %s',
    async (section, entry, field) => {
      await publishEdit(OWNER, { section, put: entry(1_000) ?? { id: '' } }, await versionNow());
      const seen = await versionNow();
      await publishEdit(ANNA, { section, put: entry(2_000) ?? { id: '' } }, seen);
      const mine: ConfigEdit = { section, put: entry(3_000) ?? { id: '' } };

      const { version, meanwhile } = await previewEdit(OWNER, mine, seen);
      expect(version).toBe(seen + 1);
      expect(meanwhile?.by).toEqual([ANNA.email]);
      expect(meanwhile?.theirs[0]?.sentence).toContain(`changes ${field} from`);
      expect(meanwhile?.sides.map((side) => side.field)).toContain(field);
      const side = meanwhile?.sides.find((one) => one.field === field);
      expect([side?.was, side?.theirs, side?.yours].map((words) => words?.replaceAll(/\D/g, ''))).toEqual([
        '1000',
        '2000',
        '3000',
      ]);
      expect(JSON.stringify(meanwhile)).not.toContain(SECRET);

      await expect(publishEdit(OWNER, mine, seen)).rejects.toMatchObject({
        code: 'conflict',
        changes: [{ sentence: meanwhile?.theirs[0]?.sentence }],
      });
      expect(await versionNow()).toBe(seen + 1);
      expect(await publishEdit(OWNER, mine, version)).toMatchObject({ published: true, before: version });
    },
  );

  it('goes on top of what they changed elsewhere, and its undo takes back nothing of theirs', async () => {
    const seen = await versionNow();
    await publishEdit(ANNA, { section: 'channels', put: HOOK }, seen);
    const mine: ConfigEdit = { section: 'budgets', put: { ...BUDGET, id: 'main-month', limitUsd: '7' } };
    expect((await previewEdit(OWNER, mine, seen)).meanwhile).toBeUndefined();
    const { version, before } = await publishEdit(OWNER, mine, seen);
    await undoEdit(OWNER, version, before);
    const { file } = await exportConfig();
    expect(file.channels.map(({ id }) => id)).toEqual(['hook']);
    expect(file.budgets[0]?.limitUsd).toBe('100.00');
  });

  it('shows what was removed as removed', async () => {
    const seen = await versionNow();
    await publishEdit(ANNA, { section: 'budgets', remove: 'main-month' }, seen);
    const mine: ConfigEdit = { section: 'budgets', put: { ...BUDGET, id: 'main-month', limitUsd: '7' } };
    const { meanwhile } = await previewEdit(OWNER, mine, seen);
    expect(meanwhile?.theirs.map(({ sentence }) => sentence)).toEqual([
      'The budget "main-month" is removed.',
    ]);
    expect(meanwhile?.sides).toContainEqual({ field: 'limitUsd', was: '100.00', yours: '7' });
  });

  it('of the order of rules is refused when they changed the rules, and only then', async () => {
    const seen = await versionNow();
    const order: ConfigEdit = { section: 'rules', order: ['auto-rest', 'auto-big'] };
    await publishEdit(ANNA, { section: 'rules', remove: 'auto-big' }, seen);
    await expect(publishEdit(OWNER, order, seen)).rejects.toMatchObject({ code: 'conflict' });
    const later = await versionNow();
    await publishEdit(ANNA, { section: 'channels', put: HOOK }, later);
    await expect(publishEdit(OWNER, order, later)).resolves.toMatchObject({ published: false });
  });

  it('is published by one of two that send it at once, and never by both', async () => {
    const seen = await versionNow();
    const wish = (limitUsd: string): ConfigEdit => ({
      section: 'budgets',
      put: { ...BUDGET, id: 'main-month', limitUsd },
    });
    const both = await Promise.allSettled([
      publishEdit(ANNA, wish('1'), seen),
      publishEdit(OWNER, wish('2'), seen),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await versionNow()).toBe(seen + 1);
  });
});

describe('a price that others published meanwhile', () => {
  it('is shown for the same model, and not for another one', async () => {
    const seen = await versionNow();
    const { prices, ...file } = sampleConfig();
    const dearer = prices.map((row) =>
      row.id === 'big-in' ? { ...row, effectiveTo: '2030-01-01T00:00:00Z' } : row,
    );
    await applyConfig({ file: { ...file, prices: dearer }, author: ANNA.email });
    const change = { action: 'add', provider: 'openai', model: 'gpt-big', meter: 'in.text' } as const;
    const wish = {
      ...change,
      rate: '3',
      per: 1_000_000,
      from: '2027-01-01T00:00',
      zone: 'UTC',
    };
    expect(await pricesMeanwhile(wish, seen)).toMatchObject({
      by: [ANNA.email],
      theirs: [{ sentence: 'The price "big-in" gets effectiveTo: 2030-01-01T00:00:00Z.' }],
    });
    expect(await pricesMeanwhile({ ...wish, model: 'another' }, seen)).toBeUndefined();
    expect(JSON.stringify(await pricesMeanwhile(wish, seen))).not.toContain(PROVIDER_SECRET);
  });
});
