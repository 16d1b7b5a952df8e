import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DIMENSION_NAMES } from '@/lib/analytics/dimensions';
import { explore } from '@/lib/analytics/explore';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { withClient } from '@/lib/boot/postgres/connect';
import { db } from '@/lib/db';
import { closeBlocks } from '@/lib/ledger/rollup/close-blocks';
import { closePairs } from '@/lib/ledger/rollup/close-pairs';
import { rebuildRollups } from '@/lib/ledger/rollup/rebuild';
import { eraseData } from '@/lib/privacy/erase-data';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { attempt, done, header, NOON } from '../ledger/sample-records';
import { fillBooks } from './fill-books';

const ZONE = 'Europe/Berlin';
const DAY_MS = 86_400_000;
const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
/** Local midnights around the end of summer time. */
const [FROM, TO] = [new Date('2026-10-24T22:00:00Z'), new Date('2026-11-11T23:00:00Z')];

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  process.env['TOLLGATE_SECRET'] ??= 'a-secret-of-the-tests-0123456789abcdef';
  await createDefaultWorkspaces({ demo: false });
  await run((client) =>
    client.query(`UPDATE workspace SET reporting_zone = '${ZONE}', day_zone = '${ZONE}'`),
  );
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

const run = <T>(work: (client: pg.Client) => Promise<T>) => withClient(database.url, work);
const close = (now: string) => run((client) => closePairs(client, new Date(now)));

/** Twelve days up to the evening of 10 November; some without a user, with tags, failed, from the cache, with extra attempts. */
const booked = (batch: string) =>
  Array.from({ length: 120 }, (_, n) => {
    const id = `req_${batch}${String(n).padStart(4, '0')}`;
    const request = header(id, {
      startedAt: NOON - (n % 12) * DAY_MS + ((n * 7) % 20) * 3_600_000,
      ...{ keyId: `key-${n % 3}`, team: n % 4 === 0 ? undefined : `team-${n % 3}` },
      ...{
        endUser: n % 6 === 0 ? undefined : n % 19 === 0 ? '(none)' : `user-${n % 5}`,
        requestedModel: n % 2 === 0 ? 'auto' : 'large',
      },
      tags: n % 5 === 0 ? {} : { app: `app-${n % 2}`, env: 'ü' },
    });
    const served = attempt({ attempt: n % 9 === 0 ? 2 : 1, model: n % 2 === 0 ? 'small' : 'large' });
    return done(id, {
      request,
      outcome: n % 11 === 0 ? 'error' : n % 17 === 0 ? 'orphan' : 'success',
      latencyMs: 10 + n,
      ...(n % 3 === 0 ? { cache: 'miss' as const } : {}),
      attempts: n % 9 === 0 ? [attempt({ outcome: 'error', status: 500 }), served] : [served],
    });
  });

const FACETS = ['user', 'tag'] as const;
const METRICS = ['cost', 'error_rate', 'extra_cost', 'latency_p95'];
const QUESTIONS = FACETS.flatMap((facet) => [
  ...DIMENSION_NAMES.filter((second) => second !== facet).flatMap((second, n) => [
    { by: facet, then: second, metric: METRICS[n % 4] ?? 'cost', limit: '3' },
    { by: second, then: facet, metric: METRICS[(n + 1) % 4] ?? 'cost' },
  ]),
  { by: facet, metric: 'hit_rate' },
  { by: 'key', metric: 'requests', [facet]: facet === 'user' ? 'user-3' : 'app=app-1' },
]);

const ask = (words: (typeof QUESTIONS)[number]) =>
  explore(
    viewer,
    {
      ...{ workspaceId: 'main', preset: 'custom' as const, zone: ZONE, from: FROM, to: TO },
      ...{ firstDay: '2026-10-25', lastDay: '2026-11-11' },
    },
    exploreQuerySchema.parse(words),
    TO,
  );
const answers = () => Promise.all(QUESTIONS.map(ask));

async function pairs(): Promise<string[]> {
  const sql = 'SELECT to_jsonb(p)::text AS row FROM rollup_pair p ORDER BY 1';
  const { rows } = await run((client) => client.query<{ row: string }>(sql));
  return rows.map(({ row }) => row.replace(/(\d\.\d*?)0+(?=[,}])/g, '$1').replace(/\.(?=[,}])/g, ''));
}

test('pairs give the figures of the rows while none, some and all are added up, and for what comes late', async () => {
  await fillBooks(database.url, booked('a'));
  const fromRows = await answers();
  expect(fromRows.every(({ check }) => check.kind !== 'differs')).toBe(true);
  expect(await pairs()).toEqual([]);
  // In the middle of a day, then to the end, then in blocks.
  await close('2026-10-30T09:20:00Z');
  expect((await pairs()).length).toBeGreaterThan(100);
  expect(await answers()).toEqual(fromRows);
  await close('2026-11-30T00:00:00Z');
  expect(await answers()).toEqual(fromRows);
  await run((client) => closeBlocks(client, new Date('2026-11-30T00:00:00Z')));
  expect((await pairs()).some((row) => row.includes('user_key:8'))).toBe(true);
  expect(await answers()).toEqual(fromRows);

  await fillBooks(database.url, booked('b'));
  const both = await answers();
  expect(both.at(-1)?.total).toBe(String(2 * Number(fromRows.at(-1)?.total)));
  const late = await pairs();
  await run((client) => rebuildRollups(client));
  expect(await answers()).toEqual(both);
  expect(await pairs()).toEqual(late);
});

test('what is booked while pairs are added up is not lost', async () => {
  await run((client) => client.query('UPDATE workspace SET pairs_until = NULL, pair_blocks_until = NULL'));
  await run((client) => client.query('TRUNCATE rollup_pair'));
  const before = await answers();
  await Promise.all([
    close('2026-11-30T00:00:00Z'),
    close('2026-11-30T00:00:00Z'),
    fillBooks(database.url, booked('c')),
  ]);
  const after = await answers();
  expect(Number(after.at(-1)?.total)).toBe((Number(before.at(-1)?.total) * 3) / 2);
  await close('2026-11-30T00:00:00Z');
  expect(await answers()).toEqual(after);
});

test('an erased user is in no total by name, and nothing of the sums is lost', async () => {
  const [before] = await answers();
  await eraseData(viewer, { workspace: 'main', user: 'user-3' });
  const { rows } = await run((client) =>
    client.query(`SELECT FROM rollup_pair WHERE facet = 'user-3' OR value = 'user-3'
      UNION ALL SELECT FROM rollup_day WHERE facet = 'user-3' UNION ALL SELECT FROM rollup_pending WHERE facet = 'user-3'`),
  );
  expect(rows).toEqual([]);
  const [after] = await answers();
  expect([after?.total, after?.check]).toEqual([before?.total, { kind: 'equal' }]);
  expect(after?.members).toBe((before?.members ?? 0) - 1);
  await run((client) => closeBlocks(client, new Date()));
  const unnamed = await pairs();
  await run((client) => rebuildRollups(client));
  expect(await pairs()).toEqual(unnamed);
});

test('while more is to be added up than anybody would wait for, a question says so instead of reading the rows', async () => {
  await run((client) => client.query('UPDATE workspace SET pairs_until = NULL, pair_blocks_until = NULL'));
  await run((client) => client.query('TRUNCATE rollup_pair'));
  const many = 50_001;
  await run((client) =>
    client.query(`INSERT INTO request SELECT copy.*
      FROM (SELECT to_jsonb(q) AS row FROM request q WHERE started_at > '2026-11-02' LIMIT 1) AS r
      CROSS JOIN generate_series(1, ${many}) AS n
      CROSS JOIN LATERAL jsonb_populate_record(NULL::request, r.row || jsonb_build_object('id', 'many_' || n)) AS copy`),
  );
  await expect(ask({ by: 'user', then: 'key', metric: 'cost' })).rejects.toMatchObject({
    code: 'overloaded',
    message: expect.stringContaining('still being added up') as string,
  });
  expect((await ask({ by: 'user', metric: 'cost' })).check).toEqual({ kind: 'equal' });
});
