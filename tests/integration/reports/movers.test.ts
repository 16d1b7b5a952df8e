import { afterAll, beforeAll, expect, test } from 'vitest';
import { db } from '@/lib/db';
import { makeMail } from '@/lib/reports/make-mail';
import { migrationReport } from '@/lib/reports/migration-report';
import { monthlyReport } from '@/lib/reports/monthly-report';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { fillBooks } from '../analytics/fill-books';
import { attempt, done, header } from '../ledger/sample-records';

const KEYS = 40;
let database: FreshDatabase;

function spent(id: string, keyId: string, day: string, usd: number) {
  const startedAt = Date.parse(`${day}T12:00:00Z`);
  const totalUsd = String(usd);
  const cost = { state: 'priced' as const, totalUsd, lines: [], unpricedMeters: [] };
  return done(id, {
    request: header(id, { startedAt, keyId }),
    attempts: [attempt({ startedAt, cost })],
  });
}

/** In October the 40 keys spent 1 to 40 USD. In November the same, but for key 3, which spent 100 instead of 3, and a new one. */
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  const months = Array.from({ length: KEYS }, (_none, index) => index + 1).flatMap((usd) => [
    spent(`october-${usd}`, `key-${usd}`, '2026-10-10', usd),
    spent(`november-${usd}`, `key-${usd}`, '2026-11-10', usd === 3 ? 100 : usd),
  ]);
  await fillBooks(database.url, [...months, spent('new', 'key-new', '2026-11-11', 0.5)]);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

test('a key is compared with what it spent, however many spent more', async () => {
  const { movers } = await monthlyReport(
    OWNER,
    { workspace: 'main', month: '2026-11' },
    new Date('2026-12-02T00:00:00Z'),
  );
  expect(movers.find(({ by }) => by === 'key')?.rows).toEqual([
    { key: 'key-3', beforeUsd: '3', nowUsd: '100', changeUsd: '97' },
    { key: 'key-new', beforeUsd: '0', nowUsd: '0.5', changeUsd: '0.5' },
  ]);
});

test('attempts of unknown cost are told wherever money is, and nothing of them where there are none', async () => {
  const words = 'What is said of money leaves out the uncosted attempts';
  const now = new Date('2026-12-02T00:00:00Z');
  const monthly = () => monthlyReport(OWNER, { workspace: 'main', month: '2026-11' }, now);
  const mail = () => makeMail('main', '2026-11', { now, publicUrl: undefined, isTest: false });
  expect((await monthly()).figures.map(({ metric }) => metric)).not.toContain('uncosted');
  expect((await mail()).text).not.toContain(words);
  const startedAt = Date.parse('2026-11-12T12:00:00Z');
  const cost = { state: 'unpriced' as const, totalUsd: null, lines: [], unpricedMeters: ['out.text'] };
  const request = header('unpriced', { startedAt });
  await fillBooks(database.url, [done('unpriced', { request, attempts: [attempt({ startedAt, cost })] })]);
  const told = { metric: 'uncosted', before: '0', after: '1' };
  expect((await monthly()).figures).toContainEqual(expect.objectContaining(told));
  const change = await migrationReport(OWNER, { workspace: 'main', on: '2026-11-12', days: 2 }, now);
  expect(change.figures).toContainEqual(expect.objectContaining(told));
  expect((await mail()).text).toContain(words);
});

test('incidents beyond the first fifty are not left out of what the mail says', async () => {
  const now = new Date('2026-12-02T00:00:00Z');
  const textOf = async () =>
    (await makeMail('main', '2026-11', { now, publicUrl: undefined, isTest: false })).text;
  const add = (count: number, from: string) =>
    db()
      .$executeRaw`INSERT INTO health_event (minute, first_at, last_at, kind, target, reason, from_state, to_state)
      SELECT at, at, at, 'breaker', 'sim/small', 'timeout', 'closed', 'open'
      FROM generate_series(1, ${count}::int) AS n, LATERAL (SELECT ${from}::timestamptz + n * interval '1 minute' AS at) AS m`;
  await add(50, '2026-11-05T10:00:00Z');
  expect(await textOf()).toContain('\n50 incidents at providers.\n');
  await add(10, '2026-11-05T12:00:00Z');
  expect(await textOf()).toContain('\nMore than 50 incidents at providers.\n');
});
