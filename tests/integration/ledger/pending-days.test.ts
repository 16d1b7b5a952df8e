import { afterAll, beforeAll, expect, test } from 'vitest';
import { explore } from '@/lib/analytics/explore';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { overview } from '@/lib/analytics/overview';
import { resolveRange } from '@/lib/analytics/range';
import { withClient } from '@/lib/boot/postgres/connect';
import { db } from '@/lib/db';
import { transaction } from '@/lib/database/transaction';
import { foldDays } from '@/lib/ledger/rollup/fold-days';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from '../analytics/fill-books';
import { attempt, done, header, NOON } from './sample-records';

const viewer = { id: 'u', email: 'u@example.com', role: 'owner' };
const REQUESTS = 40;
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

const booked = (prefix: string) =>
  Array.from({ length: REQUESTS }, (_, n) => {
    const id = `req_${prefix}${n}`;
    const request = header(id, {
      startedAt: NOON + n * 3_600_000,
      endUser: `user-${n % 3}`,
      tags: { n: String(n % 2) },
    });
    return done(id, { request, attempts: [attempt({ model: n % 2 === 0 ? 'small' : 'large' })] });
  });

/** One question to each kind of cube, over whole days. */
async function answers() {
  const now = new Date(NOON + 5 * 86_400_000);
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const range = {
    ...resolveRange({ range: 'custom', from: day(NOON), to: day(NOON + 3 * 86_400_000) }, 'UTC', now),
    workspaceId: 'main',
  };
  const asked = (words: Record<string, string>) =>
    explore(viewer, range, exploreQuerySchema.parse(words), now);
  return Promise.all([
    overview(viewer, range),
    asked({ metric: 'requests', by: 'user', then: 'model' }),
    asked({ metric: 'requests', by: 'tag' }),
    asked({ metric: 'latency_p95', by: 'key' }),
    asked({ by: 'key', then: 'task' }),
  ]);
}

test('figures are the same while they are pending, half folded and folded', async () => {
  await withClient(database.url, async (client) => {
    const fold = () => transaction(client, () => foldDays(client));
    const pending = async () => (await client.query('SELECT 1 FROM rollup_pending')).rowCount ?? 0;
    await fillBooks(database.url, booked('a'));
    await fold();
    expect(await pending()).toBe(0);
    const folded = await answers();
    expect(folded[0].requests).toBe(REQUESTS);

    await client.query(`CREATE TEMP TABLE kept AS SELECT * FROM rollup_day`);
    await client.query(`INSERT INTO rollup_pending (workspace_id, cube, bucket, provider, model, requested_model, key_id, team,
        task, rule_id, outcome, cache, role, facet, requests, attempts, cost_usd, uncosted, in_text, in_cache_read,
        in_cache_write_5m, in_cache_write_1h, out_text, out_reasoning, latency_sum_ms, other_meters, latency_hist, first_content_hist)
      SELECT workspace_id, CASE cube WHEN 'all' THEN '' ELSE cube END, bucket, provider, model,
        requested_model, key_id, team, task, rule_id, outcome, cache, role, facet, requests, attempts, cost_usd, uncosted,
        in_text, in_cache_read, in_cache_write_5m, in_cache_write_1h, out_text, out_reasoning, latency_sum_ms, other_meters,
        latency_hist, first_content_hist
      FROM kept WHERE cube IN ('all', 'tag', 'user')`);
    await client.query('TRUNCATE rollup_day');
    expect(await answers()).toEqual(folded);

    await fillBooks(database.url, booked('b'));
    const both = await answers();
    expect(both[0].requests).toBe(2 * REQUESTS);
    await fold();
    expect(await pending()).toBe(0);
    expect(await answers()).toEqual(both);
  });
});

test('two that fold at once count nothing twice, and one that fails loses nothing', async () => {
  await fillBooks(database.url, booked('c'));
  const before = await answers();
  await withClient(database.url, (one) =>
    withClient(database.url, async (two) => {
      const failing = transaction(one, async () => {
        await foldDays(one);
        throw new Error('the process died');
      });
      await expect(failing).rejects.toThrow('died');
      expect(await answers()).toEqual(before);
      await Promise.all([one, two].map((client) => transaction(client, () => foldDays(client))));
    }),
  );
  expect(await answers()).toEqual(before);
});
