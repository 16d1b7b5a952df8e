import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withClient } from '@/lib/boot/postgres/connect';
import { transaction } from '@/lib/database/transaction';
import { closeBlocks } from '@/lib/ledger/rollup/close-blocks';
import { foldDays } from '@/lib/ledger/rollup/fold-days';
import { rebuildRollups } from '@/lib/ledger/rollup/rebuild';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { db } from '@/lib/db';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from '../analytics/fill-books';
import { attempt, done, header, NOON } from './sample-records';

let database: FreshDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

/** Odd ones too: no team, no tags, many tags, no known cost, further meters, orphans, latencies at powers of two. */
const traffic = Array.from({ length: 300 }, (_, n) => {
  const id = `req_${String(n).padStart(3, '0')}`;
  const request = header(id, {
    startedAt: NOON + n * 11 * 60_000,
    keyId: `key-${n % 3}`,
    team: n % 4 === 0 ? undefined : 'search',
    endUser: n % 5 === 0 ? undefined : `user-${n % 7}`,
    tags:
      n % 6 === 0 ? {} : n % 11 === 0 ? manyTags() : { app: 'a=b', env: n % 2 === 0 ? 'production' : 'ü' },
  });
  const unknown = { state: 'unknown' as const, totalUsd: null, lines: [], unpricedMeters: [] };
  const meters = { 'in.text': 100 + n, 'in.audio': n % 3, 'out.text': 20, 'in.cache_read': n };
  const served = attempt({
    attempt: n % 9 === 0 ? 2 : 1,
    model: n % 2 === 0 ? 'small' : 'large',
    usage: { meters, provenance: 'provider' },
    ...(n % 13 === 0 ? { cost: unknown } : {}),
  });
  const failed = attempt(n % 18 === 0 ? {} : { outcome: 'error', status: 500 });
  if (n % 7 === 0) request.route.downgradedBy = 'monthly';
  return done(id, {
    request,
    outcome: n % 17 === 0 ? 'orphan' : 'success',
    latencyMs: n % 20 === 19 ? 700_000 : 2 ** (n % 19) + (n % 2),
    ...(n % 3 === 0 ? {} : { firstContentMs: n }),
    ...(n % 10 === 0 ? { cache: 'miss' as const } : {}),
    attempts: n % 9 === 0 ? [failed, served] : [served],
    ...(n % 23 === 1 ? fromCache(n) : {}),
  });
});

/** What a hit saved; the dearest is near what a double holds. */
function fromCache(n: number) {
  const usd = n % 2 === 0 ? null : n === 1 ? '9000.000000000001' : '0.000000000007';
  const saved = {
    provider: 'sim',
    model: 'large',
    meters: { 'in.text': 100 + n, 'in.cache_read': 5 },
    usd,
    ms: n,
  };
  return { cache: 'hit_exact' as const, saved, attempts: [] };
}

function manyTags(): Record<string, string> {
  return Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`t${n}`, 'x'.repeat(300)]));
}

/** All rows of both tables as text, in one order. */
async function rollups(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ row: string }>(
    `SELECT to_jsonb(q)::text AS row FROM rollup_15m q UNION ALL SELECT to_jsonb(d)::text FROM rollup_day d ORDER BY 1`,
  );
  // jsonb keeps how many zeros a sum was written with.
  return rows.map(({ row }) => row.replace(/(\d\.\d*?)0+(?=[,}])/g, '$1'));
}

test('a rebuild from the rows gives what ingestion wrote, to the last digit', async () => {
  await fillBooks(database.url, traffic);
  await withClient(database.url, async (client) => {
    await transaction(client, () => foldDays(client));
    await closeBlocks(client, new Date());
    const ingested = await rollups(client);
    expect(ingested.length).toBeGreaterThan(600);
    expect(await rebuildRollups(client)).toBe(3);
    expect(await rollups(client)).toEqual(ingested);
    expect((await client.query('SELECT 1 FROM rollup_pending')).rowCount).toBe(0);
    await client.query('TRUNCATE rollup_15m, rollup_day, rollup_pending');
    await rebuildRollups(client, { workspaceId: 'main' });
    expect(await rollups(client)).toEqual(ingested);
  });
});

test('after a change of the reporting zone days are those of the new one', async () => {
  await withClient(database.url, async (client) => {
    await client.query(`UPDATE workspace SET reporting_zone = 'Asia/Kathmandu' WHERE id = 'main'`);
    await rebuildRollups(client);
    const { rows } = await client.query<{ start: string; n: number }>(
      `SELECT to_char(bucket AT TIME ZONE 'UTC', 'HH24:MI') AS start, sum(requests)::int AS n
       FROM rollup_day WHERE cube = 'model' GROUP BY 1`,
    );
    expect(rows).toEqual([{ start: '18:15', n: traffic.length }]);
  });
});
