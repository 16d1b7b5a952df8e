import pg from 'pg';
import PgBoss from 'pg-boss';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createQueue } from '@/lib/jobs/create-queue';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

test('queues that several workers make at once all come about', async () => {
  const workers = await Promise.all(
    [0, 1, 2].map(async () => {
      const boss = new PgBoss({ connectionString: database.url, max: 4 });
      boss.on('error', () => undefined);
      await boss.start();
      return { boss, pool: new pg.Pool({ connectionString: database.url, max: 4 }) };
    }),
  );
  const names = Array.from({ length: 6 }, (_none, index) => `queue-${index}`);
  await Promise.all(
    workers.flatMap(({ boss, pool }) =>
      names.map((name) => createQueue(pool, boss, { name, policy: 'short' })),
    ),
  );
  const [first] = workers;
  const made = await first?.boss.getQueues();
  expect(made?.map(({ name }) => name).sort()).toEqual(expect.arrayContaining(names));
  for (const { boss, pool } of workers) {
    await boss.stop({ graceful: false, wait: true });
    await pool.end();
  }
});
