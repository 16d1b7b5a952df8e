import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { exportConfig } from '@/lib/config/export-config';
import { previewConfig } from '@/lib/config/preview-config';
import { importPrices, previewImport } from '@/lib/config/prices/import-prices';
import { publishPriceChange } from '@/lib/config/prices/change-price';
import { db } from '@/lib/db';
import { createKey } from '@/lib/keys/create';
import { disableKey } from '@/lib/keys/disable';
import { updateKey } from '@/lib/keys/update';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { sampleConfig } from '../unit/config/sample-config';

/** What withConfigLock takes. */
const CONFIG_LOCK = 7_465_646_702;
let database: FreshDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  await createDefaultWorkspaces({ demo: false });
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await pool.query('TRUNCATE config_version, credential, virtual_key RESTART IDENTITY CASCADE');
  await applyConfig({ file: sampleConfig(), author: 'test' });
});

const key = async (id: string) => (await exportConfig()).file.keys.find((one) => one.id === id);
const otherNote = (file: Awaited<ReturnType<typeof exportConfig>>['file']) => ({
  ...file,
  rules: file.rules.map((rule) => ({ ...rule, name: 'another' })),
});

describe('a whole file, with the version that was looked at, after a key was changed by its own door', () => {
  it('does not bring back a key that was disabled', async () => {
    const { version, seen, file } = await exportConfig();
    await disableKey(OWNER, { id: 'app' });
    for (const looked of [{ expectedVersion: version }, { expectedVersion: version, seen }, { seen }])
      await expect(applyConfig({ file: otherNote(file), author: 'test', ...looked })).rejects.toMatchObject({
        code: 'conflict',
        param: 'seen',
        message: expect.stringContaining('"app"'),
      });
    expect(await key('app')).toMatchObject({ enabled: false });
    expect((await exportConfig()).version).toBe(version);
  });

  it('does not undo a cap, nor end a key that was made', async () => {
    const { version, file } = await exportConfig();
    await updateKey(OWNER, { id: 'app', name: 'App', rpm: 7 });
    await expect(applyConfig({ file, author: 'test', expectedVersion: version })).rejects.toMatchObject({
      code: 'conflict',
    });
    const now = await exportConfig();
    await createKey(OWNER, { id: 'made', name: 'Made', workspace: 'main' });
    await expect(
      applyConfig({ file: now.file, author: 'test', expectedVersion: version, seen: now.seen }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('"made"') });
    expect([await key('app'), await key('made')]).toMatchObject([{ rpm: 7 }, { enabled: true }]);
  });

  it('is published when it leaves that key as it is now, or says that its author saw the change', async () => {
    await disableKey(OWNER, { id: 'app' });
    const { version, seen, file } = await exportConfig();
    expect(
      await applyConfig({ file: otherNote(file), author: 'test', expectedVersion: version }),
    ).toMatchObject({ published: true });
    const enabled = { ...otherNote(file), keys: file.keys.map((one) => ({ ...one, enabled: true })) };
    await applyConfig({ file: enabled, author: 'test', seen });
    expect(await key('app')).toMatchObject({ enabled: true });
  });

  it('is published as it was previewed, and without either number as it is', async () => {
    const { file } = await exportConfig();
    await disableKey(OWNER, { id: 'app' });
    const { version, seen, changes } = await previewConfig(file);
    expect(changes.map(({ path }) => path)).toEqual(['keys["app"].enabled']);
    await applyConfig({ file, author: 'test', expectedVersion: version, seen });
    expect(await key('app')).toMatchObject({ enabled: true });
    await disableKey(OWNER, { id: 'app' });
    await applyConfig({ file, author: 'test' });
    expect(await key('app')).toMatchObject({ enabled: true });
  });
});

describe('a change of prices beside one of keys', () => {
  /** Both wait for the lock in this order, as when a third is publishing. */
  async function oneAfterTheOther(first: () => Promise<unknown>, second: () => Promise<unknown>) {
    const client = await pool.connect();
    const waiting = async () => {
      const { rows } = await pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`,
      );
      return rows[0]?.n;
    };
    await client.query('SELECT pg_advisory_lock($1::bigint)', [CONFIG_LOCK]);
    const one = first();
    await expect.poll(waiting).toBe(1);
    const two = second();
    await expect.poll(waiting).toBe(2);
    await client.query('SELECT pg_advisory_unlock($1::bigint)', [CONFIG_LOCK]);
    client.release();
    await Promise.all([one, two]);
  }

  it.each([
    [
      'by hand',
      async () => {
        const change = { action: 'add', provider: 'openai', model: 'gpt-big', meter: 'in.text' } as const;
        const price = { rate: '9', per: '1000000', from: '2027-12-01T00:00', zone: 'UTC' };
        return () => publishPriceChange(OWNER, { ...change, ...price }, 1);
      },
    ],
    [
      'by a list',
      async () => {
        const content =
          'provider,model,meter,rate,per,effective_from\nopenai,gpt-big,in.cache_read,1,1000000,2026-12-01T00:00:00Z';
        const source = { from: 'file', name: 'list', format: 'csv', content } as const;
        await previewImport(source);
        return () => importPrices({ source, expectedVersion: 1, actor: { id: OWNER.id, name: OWNER.email } });
      },
    ],
  ])('%s leaves a key disabled that was disabled while it waited', async (_name, prepare) => {
    await oneAfterTheOther(() => disableKey(OWNER, { id: 'app' }), await prepare());
    expect(await key('app')).toMatchObject({ enabled: false });
    const { rows } = await pool.query<{ actor: string }>(
      `SELECT actor_id AS actor FROM audit_entry WHERE subject_kind = 'config' ORDER BY seq DESC LIMIT 1`,
    );
    expect(rows).toEqual([{ actor: OWNER.id }]);
  });
});
