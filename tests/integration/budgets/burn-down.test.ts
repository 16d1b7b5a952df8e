import { afterAll, beforeAll, expect, test } from 'vitest';
import { burnDown } from '@/lib/budgets/burn-down';
import type { BudgetStatus } from '@/lib/budgets/list-status';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { fillBooks } from '../analytics/fill-books';
import { sampleTraffic } from '../analytics/sample-traffic';

const NOW = new Date('2026-11-04T18:00:00Z');
const window = {
  startsAt: new Date('2026-11-01T00:00:00Z'),
  resetsAt: new Date('2026-12-01T00:00:00Z'),
  spentUsd: null,
};
const traffic = sampleTraffic().map((record, n) => ({
  ...record,
  request: {
    ...record.request,
    endUser: `user-${n % 2}`,
    tags: { app: n % 3 === 0 ? 'shop' : 'test', env: 'x' },
  },
}));

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await fillBooks(database.url, traffic);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

const spent = async (kind: BudgetStatus['scope']['kind'], value: string, viewer = OWNER) =>
  (await burnDown(viewer, 'main', { scope: { kind, value }, ...window }, NOW)).spent.at(-1)?.usd;

/** In 1e-12 USD, which the sample's amounts are whole numbers of. */
const pico = (usd: string | undefined) => BigInt((Number(usd) * 1e12).toFixed(0));

test('a user’s and a tag’s budget burn down too, and their parts make the whole', async () => {
  const whole = pico(await spent('workspace', 'main'));
  expect(whole).toBeGreaterThan(0n);
  expect(pico(await spent('user', 'user-0')) + pico(await spent('user', 'user-1'))).toBe(whole);
  expect(pico(await spent('tag', 'app=shop')) + pico(await spent('tag', 'app=test'))).toBe(whole);
});

test('a tag without a value counts each of its values once', async () => {
  expect(await spent('tag', 'app')).toBe(await spent('workspace', 'main'));
  expect(await spent('tag', 'ap')).toBe('0');
});

test('who is limited to a team sees its part alone', async () => {
  const limited = (team: string) => ({ ...OWNER, reach: [{ workspaceId: 'main', teams: [team] }] });
  expect(await spent('user', 'user-0', limited('search'))).toBe(await spent('user', 'user-0'));
  expect(await spent('user', 'user-0', limited('other'))).toBe('0');
});
