import { afterAll, beforeAll, expect, it } from 'vitest';
import { db } from '@/lib/db';
import { pruneMinutes } from '@/lib/health/prune-minutes';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

let database: FreshDatabase;
const server = process.env['DATABASE_URL'];
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
});
afterAll(async () => {
  await db().$disconnect();
  process.env['DATABASE_URL'] = server;
  await database.drop();
});

it('windows of single minutes go after a day, to the minute; quarters of an hour and hours stay', async () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const dayAgo = now.getTime() - 24 * 3_600_000;
  const at = (spanS: number, ms: number) => ({
    workspaceId: 'main',
    spanS,
    bucket: new Date(ms),
    provider: 'p',
    model: 'm',
    answerHist: [],
    firstContentHist: [],
  });
  await db().targetWindow.createMany({
    data: [
      at(60, dayAgo - 60_000),
      at(60, dayAgo),
      at(60, now.getTime()),
      at(900, dayAgo - 900_000),
      at(3_600, dayAgo - 3_600_000),
    ],
  });
  expect(await pruneMinutes(now)).toBe(1);
  expect(await pruneMinutes(now)).toBe(0);
  const left = await db().targetWindow.findMany({ orderBy: [{ spanS: 'asc' }, { bucket: 'asc' }] });
  expect(left.map(({ spanS, bucket }) => [spanS, bucket.getTime()])).toEqual([
    [60, dayAgo],
    [60, now.getTime()],
    [900, dayAgo - 900_000],
    [3_600, dayAgo - 3_600_000],
  ]);
});
