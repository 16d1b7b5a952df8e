import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { watchSnapshot, type SnapshotWatch } from '@/lib/config/snapshot/watch-snapshot';
import { db } from '@/lib/db';
import { createKey } from '@/lib/keys/create';
import { digestKey } from '@/lib/keys/digest';
import { disableKey } from '@/lib/keys/disable';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { sampleConfig } from '../unit/config/sample-config';

let database: FreshDatabase;
let server: pg.Pool;
let name: string;

beforeAll(async () => {
  server = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 1 });
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  name = new URL(database.url).pathname.slice(1);
  await createDefaultWorkspaces({ demo: false });
});

afterAll(async () => {
  await db().$disconnect();
  await database.drop();
  await server.end();
});

/** Cuts every connection to the database and refuses new ones, as when it goes away. */
async function takeAway(): Promise<void> {
  await server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`);
  await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]);
}

const bringBack = () => server.query(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`);

async function watching(pollMs: number, work: (watch: SnapshotWatch, errors: unknown[]) => Promise<void>) {
  const errors: unknown[] = [];
  const watch = await watchSnapshot({
    databaseUrl: database.url,
    pollMs,
    onError: (error) => errors.push(error),
  });
  try {
    await work(watch, errors);
  } finally {
    await watch.close();
  }
}

const WAIT = { timeout: 2_000, interval: 10 };

const rename = (text: string) => {
  const file = sampleConfig();
  return applyConfig({
    file: { ...file, rules: file.rules.map((r) => ({ ...r, name: text })) },
    author: 'test',
  });
};

describe('watching the configuration', () => {
  it('begins with an empty version 0 when nothing was ever published', () =>
    watching(60_000, async (watch) => {
      expect(watch.current()).toMatchObject({ version: 0, rules: [] });
    }));

  it('hears of a new version within 2 s by notification alone', () =>
    watching(60_000, async (watch) => {
      const { version } = await rename('heard');
      await vi.waitFor(() => expect(watch.current().version).toBe(version), { timeout: 2_000, interval: 10 });
      expect(watch.current().rules[0]?.name).toBe('heard');
    }));

  it('hears of created and disabled keys within 2 s', () =>
    watching(60_000, async (watch) => {
      const { key, value } = await createKey(OWNER, { name: 'n' });
      const digest = digestKey(value);
      await vi.waitFor(() => expect(watch.current().keys.has(digest)).toBe(true), {
        timeout: 2_000,
        interval: 10,
      });
      await disableKey(OWNER, { id: key.id });
      await vi.waitFor(() => expect(watch.current().keys.has(digest)).toBe(false), {
        timeout: 2_000,
        interval: 10,
      });
    }));

  it('finds out within 2 s without any notification', async () => {
    const watch = await watchSnapshot({ databaseUrl: database.url, onError: () => undefined });
    try {
      const { key, value } = await createKey(OWNER, { name: 'silent' });
      const digest = digestKey(value);
      await vi.waitFor(() => expect(watch.current().keys.has(digest)).toBe(true), { timeout: 2_000 });
      // As it is where notifications are lost: behind a pooler, after a failover.
      await db().virtualKey.update({ where: { id: key.id }, data: { enabled: false } });
      await vi.waitFor(() => expect(watch.current().keys.has(digest)).toBe(false), { timeout: 2_000 });
    } finally {
      await watch.close();
    }
  });

  it('keeps the last good one while the database is away, and catches up once it is back', () =>
    watching(50, async (watch, errors) => {
      const { version } = await rename('before');
      await vi.waitFor(() => expect(watch.current().version).toBe(version), { timeout: 2_000, interval: 10 });
      await takeAway();
      await vi.waitFor(() => expect(errors.length).toBeGreaterThan(3), { timeout: 5_000, interval: 10 });
      expect(watch.current().rules[0]?.name).toBe('before');
      await bringBack();
      const next = await rename('after');
      await vi.waitFor(() => expect(watch.current().version).toBe(next.version), {
        timeout: 5_000,
        interval: 10,
      });
      // Listening again too: the next one is heard of, not only polled for.
      const last = await rename('later');
      await vi.waitFor(() => expect(watch.current().version).toBe(last.version), {
        timeout: 2_000,
        interval: 10,
      });
    }));

  it('keeps the last good one when a newer version of Tollgate wrote what it cannot read, and still refuses keys', () =>
    watching(50, async (watch, errors) => {
      const { key, value } = await createKey(OWNER, { name: 'n' });
      const digest = digestKey(value);
      await vi.waitFor(() => expect(watch.current().keys.has(digest)).toBe(true), WAIT);
      const before = watch.current();
      await db()
        .$executeRaw`INSERT INTO config_version (document, author) SELECT document || '{"ofTomorrow": []}', 'newer' FROM config_version ORDER BY version DESC LIMIT 1`;
      await vi.waitFor(() => expect(String(errors[0])).toMatch(/cannot be read by this version/), WAIT);
      expect(watch.current().version).toBe(before.version);
      await disableKey(OWNER, { id: key.id });
      await vi.waitFor(() => expect(watch.current().keys.has(digest)).toBe(false), WAIT);
      expect(watch.current().rules).toEqual(before.rules);
      const { configAgeMs, databaseAgeMs } = watch.ages();
      expect(configAgeMs).toBeGreaterThan(databaseAgeMs);
    }));

  it('starts with the last readable one when the newest is of a newer version', () =>
    watching(60_000, async (watch, errors) => {
      expect(watch.current().rules.length).toBeGreaterThan(0);
      expect(String(errors[0])).toMatch(
        /configuration \d+ cannot be read by this version of Tollgate; \d+ stays in force/,
      );
    }));

  it('takes the next one that it can read', () =>
    watching(50, async (watch) => {
      await db().$executeRaw`DELETE FROM config_version WHERE author = 'newer'`;
      const { version } = await rename('understood again');
      await vi.waitFor(() => expect(watch.current().version).toBe(version), WAIT);
    }));
});
