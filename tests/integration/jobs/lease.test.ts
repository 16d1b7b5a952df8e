import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { withLease } from '@/lib/jobs/lease';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

let database: FreshDatabase;
let pool: pg.Pool;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  pool = new pg.Pool({ connectionString: database.url, max: 4 });
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});
beforeEach(async () => {
  await db().batch.deleteMany();
  await db().batch.create({
    data: {
      ...{ id: 'b', workspaceId: 'main', keyId: 'k', author: 'me', endpoint: '/v1/chat/completions' },
      ...{ status: 'validating', inputFileId: 'f' },
    },
  });
});

const row = () => db().batch.findUniqueOrThrow({ where: { id: 'b' } });
/** As when the process that held it died so many ms ago. */
const expireAt = (leasedUntil: Date) => db().batch.update({ where: { id: 'b' }, data: { leasedUntil } });

test('of many who come at once one runs, each time that it is free', async () => {
  let runs = 0;
  let end: () => void = () => undefined;
  const othersLeft = new Promise<void>((resolve) => (end = resolve));
  const work = async () => {
    runs += 1;
    await othersLeft;
  };
  let left = 0;
  const come = async () => {
    await withLease(pool, 'batch', 'b', work);
    left += 1;
    if (left === 7) end();
  };
  await Promise.all(Array.from({ length: 8 }, come));
  expect(runs).toBe(1);
  await withLease(pool, 'batch', 'b', work);
  expect(runs).toBe(2);
  expect(await row()).toMatchObject({ leasedBy: null, leasedUntil: null });
});

test('work that throws gives it back', async () => {
  await expect(withLease(pool, 'batch', 'b', () => Promise.reject(new Error('broken')))).rejects.toThrow(
    'broken',
  );
  expect((await row()).leasedBy).toBeNull();
});

test('it is renewed while the work goes on, and taken over once its holder is silent', async () => {
  await withLease(pool, 'batch', 'b', async () => {
    const { leasedUntil } = await row();
    await expect
      .poll(async () => (await row()).leasedUntil?.getTime(), { timeout: 20_000 })
      .toBeGreaterThan(leasedUntil?.getTime() ?? Infinity);
  });
  await db().batch.update({ where: { id: 'b' }, data: { leasedBy: 'the dead' } });
  await expireAt(new Date(Date.now() + 60_000));
  let runs = 0;
  const work = () => Promise.resolve(void (runs += 1));
  await withLease(pool, 'batch', 'b', work);
  expect(runs).toBe(0);
  await expireAt(new Date(Date.now() - 1));
  await withLease(pool, 'batch', 'b', work);
  expect(runs).toBe(1);
});

test('who lost it is told, and does not give back what is another’s', async () => {
  await withLease(pool, 'batch', 'b', async ({ lost }) => {
    await db().batch.update({ where: { id: 'b' }, data: { leasedBy: 'another' } });
    if (!lost.aborted)
      await new Promise((resolve) => lost.addEventListener('abort', resolve, { once: true }));
  });
  expect((await row()).leasedBy).toBe('another');
});
