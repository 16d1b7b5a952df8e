import { afterAll, beforeAll, expect, test } from 'vitest';
import { splitSavings } from '@/lib/pricing/split-savings';
import { explore } from '@/lib/analytics/explore';
import { exploreQuerySchema } from '@/lib/analytics/explore-query';
import { trafficCells } from '@/lib/analytics/traffic/traffic-cells';
import { cacheByRule } from '@/lib/cache/cache-by-rule';
import { db } from '@/lib/db';
import type { RequestCompletion } from '@/lib/ledger/records';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { row } from '@/tests/unit/pricing/price-rows';
import { fillBooks } from '../analytics/fill-books';
import { attempt, done, header } from '../ledger/sample-records';

const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const MIDNIGHT = Date.UTC(2026, 10, 3);
const scope = { workspaceId: 'main', from: new Date(MIDNIGHT), to: new Date(MIDNIGHT + 86_400_000) };

const hit = (n: number, over: Partial<RequestCompletion> = {}) =>
  done(`req_hit_${n}`, {
    attempts: [],
    cache: 'hit_exact',
    saved: {
      provider: 'sim',
      model: 'small',
      meters: { 'in.text': 100, 'out.text': 20 },
      usd: '0.000014',
      ms: 120,
    },
    ...over,
  });
const embedding = header('req_e', { api: 'openai-embeddings' });
const traffic = [
  done('req_miss', { cache: 'miss' }),
  hit(1),
  hit(2),
  hit(3, { cache: 'hit_semantic' }),
  hit(4, { saved: { provider: 'sim', model: 'small', meters: { 'in.text': 1 }, usd: null, ms: 80 } }),
  done('req_e', {
    request: { ...embedding, route: { ...embedding.route, task: 'cache_embedding' } },
    attempts: [attempt({ cost: { state: 'priced', totalUsd: '0.000001', lines: [], unpricedMeters: [] } })],
  }),
  done('req_other', { request: header('req_other', { route: { ...header('x').route, ruleId: 'other' } }) }),
];

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

test('hits, money and time saved are told by rule, exact, less what embeddings cost', async () => {
  const { rules, total } = await cacheByRule(viewer, scope);
  const figures = {
    ...{ asked: 5, exact: 3, semantic: 1, unpriced: 1, savedMs: 440 },
    ...{ savedUsd: '0.000042', embeddingUsd: '0.000001', netUsd: '0.000041' },
  };
  expect(rules).toEqual([{ rule: 'cheap', ...figures }]);
  expect(total).toEqual(figures);
});

test('the metric layer says the same', async () => {
  const ask = async (metric: string) => {
    const range = {
      ...scope,
      preset: 'custom' as const,
      zone: 'UTC',
      firstDay: '2026-11-03',
      lastDay: '2026-11-03',
    };
    const query = exploreQuerySchema.parse({ metric, by: 'cache' });
    return (await explore(viewer, range, query, new Date(MIDNIGHT + 9 * 86_400_000))).total;
  };
  expect([await ask('cache_saved'), await ask('cache_hits'), await ask('hit_rate')]).toEqual([
    '0.000042',
    '4',
    '0.8',
  ]);
});

test('hits cost nothing, use no tokens, and are the cause "gateway cache" of a saving', async () => {
  const { cells, hits } = await trafficCells(viewer, scope);
  const own = cells.filter(({ cause }) => cause === 'gateway_cache');
  expect(hits).toBe(4);
  expect(own).toMatchObject([
    { provider: 'sim', modelId: 'small', actualUsd: '0', meters: { 'in.text': 301, 'out.text': 60 } },
  ]);
  const book = buildPriceBook([
    row({ provider: 'sim', model: 'small', meter: 'in.text', rate: '0.1' }),
    row({ provider: 'sim', model: 'small', meter: 'out.text', rate: '0.2' }),
  ]);
  const split = splitSavings(
    book,
    { provider: 'sim', model: 'small' },
    own.map(({ modelId: model, ...cell }) => ({ ...cell, model })),
  );
  expect(split).toMatchObject({ state: 'priced', byCause: { gateway_cache: '0.0000421', rule: '0' } });
});

test('a hit stands under the model that gave its answer', async () => {
  const rows = await db().request.findMany({
    where: { cache: 'hit_exact' },
    select: { model: true, costUsd: true, costState: true, attemptCount: true },
  });
  expect(rows.map((one) => ({ ...one, costUsd: one.costUsd?.toString() }))).toEqual(
    Array(3).fill({ model: 'small', costUsd: '0', costState: 'not_billed', attemptCount: 0 }),
  );
});
