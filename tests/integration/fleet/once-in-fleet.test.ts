import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { onceInFleet } from '@/lib/jobs/once-in-fleet';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

let database: FreshDatabase;
let workers: pg.Pool[];

beforeAll(async () => {
  database = await freshDatabase();
  workers = [1, 2].map(() => new pg.Pool({ connectionString: database.url, max: 1 }));
});
afterAll(async () => {
  await Promise.all(workers.map((pool) => pool.end()));
  await database.drop();
});

it('of two workers that come to the same job at once one does it, and either may the next time', async () => {
  let under = 0;
  let done = 0;
  const job = async () => {
    under += 1;
    expect(under).toBe(1);
    await new Promise((resolve) => setTimeout(resolve, 100));
    under -= 1;
    done += 1;
    return 'done';
  };
  const outcomes = await Promise.all(workers.map((pool) => onceInFleet(pool, 'job', job)));
  expect(outcomes.toSorted()).toEqual(['done', undefined]);
  const [first, second] = workers;
  if (first === undefined || second === undefined) throw new Error('two');
  expect(await onceInFleet(second, 'job', job)).toBe('done');
  expect(await onceInFleet(first, 'job', job)).toBe('done');
  expect(done).toBe(3);
});

it('other jobs go on beside it, and one that fails leaves nothing behind', async () => {
  const [first, second] = workers;
  if (first === undefined || second === undefined) throw new Error('two');
  const both = await onceInFleet(first, 'one', () => onceInFleet(second, 'other', async () => 'beside'));
  expect(both).toBe('beside');
  await expect(
    onceInFleet(first, 'one', async (client) => {
      await client.query('CREATE TABLE half (n int)');
      throw new Error('half-way');
    }),
  ).rejects.toThrow('half-way');
  expect(await onceInFleet(second, 'one', async () => 'again')).toBe('again');
  await expect(second.query('SELECT * FROM half')).rejects.toThrow('does not exist');
});
