import { afterAll, beforeAll, expect, test } from 'vitest';
import { explore } from '@/lib/analytics/explore';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { OTHER } from '@/lib/analytics/other';
import { withClient } from '@/lib/boot/postgres/connect';
import { db } from '@/lib/db';
import { transaction } from '@/lib/database/transaction';
import { closeBlocks } from '@/lib/ledger/rollup/close-blocks';
import { foldDays } from '@/lib/ledger/rollup/fold-days';
import { rebuildRollups } from '@/lib/ledger/rollup/rebuild';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { attempt, done, header, NOON } from '../ledger/sample-records';
import { fillBooks } from './fill-books';

const ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };

/** Seventy days over the end of summer time, of many end users and few teams. */
const booked = (batch: string) =>
  Array.from({ length: 400 }, (_, n) => {
    const id = `req_${batch}${String(n).padStart(4, '0')}`;
    const startedAt = NOON - (n % 70) * DAY_MS + ((n * 7) % 24) * 3_600_000;
    const request = header(id, {
      startedAt,
      keyId: `key-${n % 3}`,
      team: `team-${n % 4}`,
      endUser: `user-${n % 13}`,
    });
    const attempts = [attempt({ model: n % 2 === 0 ? 'small' : 'large' })];
    return done(id, { request, latencyMs: 10 + n, attempts });
  });

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await run(`UPDATE workspace SET reporting_zone = '${ZONE}', day_zone = '${ZONE}'`);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

const run = (sql: string) => withClient(database.url, (client) => client.query<{ n: number }>(sql));
const fold = () => withClient(database.url, (client) => transaction(client, () => foldDays(client)));
const close = (now: string) => withClient(database.url, (client) => closeBlocks(client, new Date(now)));

const QUESTIONS = [
  { by: 'team', then: 'user', limit: '2' },
  { by: 'user', then: 'model', limit: '3' },
  { by: 'user', then: 'team', limit: '3', metric: 'latency_p95' },
  { by: 'key', then: 'model', metric: 'hit_rate' },
  { by: 'user', limit: '25', metric: 'requests' },
];
const SPANS = [
  ['2026-08-15T22:00:00Z', '2026-11-20T23:00:00Z'],
  ['2026-09-04T22:00:00Z', '2026-11-01T23:00:00Z'],
  ['2026-10-24T22:00:00Z', '2026-10-25T23:00:00Z'],
] as const;

function answers() {
  return Promise.all(
    SPANS.flatMap(([from, to]) =>
      QUESTIONS.map((words) =>
        explore(
          viewer,
          {
            ...{ workspaceId: 'main', preset: 'custom' as const, zone: ZONE },
            ...{
              from: new Date(from),
              to: new Date(to),
              firstDay: from.slice(0, 10),
              lastDay: to.slice(0, 10),
            },
          },
          exploreQuerySchema.parse(words),
          new Date(to),
        ),
      ),
    ),
  );
}

test('blocks of days give the figures of their days, also for what arrives late', async () => {
  await fillBooks(database.url, booked('a'));
  await fold();
  const fromDays = await answers();
  expect(fromDays[1]?.groups.at(-1)).toMatchObject({ key: OTHER, members: 10 });
  expect(fromDays.every(({ check }) => check.kind !== 'differs')).toBe(true);
  await close('2026-11-12T00:00:00Z');
  const { rows } = await run(`SELECT count(*)::int AS n FROM rollup_day WHERE cube IN ('user:8', 'all:32')`);
  expect(rows[0]?.n).toBeGreaterThan(50);
  expect(await answers()).toEqual(fromDays);

  await fillBooks(database.url, booked('b'));
  const late = await answers();
  expect(late[4]?.total).toBe('800');
  await fold();
  expect(await answers()).toEqual(late);
  await run('UPDATE workspace SET blocks_until = NULL');
  expect(await answers()).toEqual(late);
});

test('a rebuild gives the same blocks as what was added to them, and the next hour closes what has ended', async () => {
  const blocks = async () => {
    const sql = `SELECT to_jsonb(d)::text AS row FROM rollup_day d WHERE cube LIKE '%:%' ORDER BY 1`;
    const { rows } = await withClient(database.url, (client) => client.query<{ row: string }>(sql));
    return rows.map(({ row }) => row.replace(/(\d\.\d*?)0+(?=[,}])/g, '$1'));
  };
  await close('2026-11-12T00:00:00Z');
  await fillBooks(database.url, booked('c'));
  await fold();
  const added = await blocks();
  await withClient(database.url, (client) => rebuildRollups(client));
  expect((await blocks()).filter((row) => added.includes(row))).toEqual(added);
  const before = await answers();
  await close('2027-03-01T00:00:00Z');
  expect(await answers()).toEqual(before);
});
