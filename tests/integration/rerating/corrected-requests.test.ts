import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { getRequest } from '@/lib/analytics/requests/get-request';
import { listRequests } from '@/lib/analytics/requests/list-requests';
import type { RequestFilters } from '@/lib/analytics/requests/request-filters';
import { totals } from '@/lib/analytics/totals';
import { db } from '@/lib/db';
import { sumUsd } from '@/lib/pricing/money';
import { applyRerating } from '@/lib/rerating/apply';
import { previewRerating } from '@/lib/rerating/preview';
import { undoRerating } from '@/lib/rerating/undo';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { fillBooks } from '../analytics/fill-books';
import { CORRECTED, FROM, publish, TO, traffic } from './rerating-books';

const SPAN = { from: FROM, to: TO };
let database: FreshDatabase;
let pool: pg.Pool;
let runId: string;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  await createDefaultWorkspaces({ demo: false });
  await fillBooks(database.url, traffic());
  await publish(pool, CORRECTED);
  const preview = await previewRerating(OWNER, SPAN);
  runId = preview.runId;
  await applyRerating(OWNER, {
    ...SPAN,
    runId,
    expectedVersion: preview.version,
    expectedAttempts: preview.attempts,
    expectedDeltaUsd: preview.deltaUsd,
    note: 'output was dearer',
  });
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

const rows = async (filters: RequestFilters = {}) => {
  const scope = { workspaceId: 'main', from: new Date(0), to: new Date('2030-01-01') };
  return (await listRequests(OWNER, { ...scope, filters })).rows;
};

test('the list says what each request costs now and was billed at, and adds up to the metric layer’s total', async () => {
  const all = await rows();
  const { costUsd, uncosted } = await totals(OWNER, { workspaceId: 'main' });
  expect(sumUsd(all.flatMap((one) => one.costUsd ?? []))).toBe(costUsd);
  expect(all.filter((one) => one.costState !== 'priced')).toHaveLength(uncosted);
  expect(all.find(({ id }) => id === 'req_0_a')).toMatchObject({ costUsd: '0.00002', billedUsd: '0.000014' });
  expect(all.find(({ id }) => id === 'req_0_c')).toMatchObject({
    costUsd: '0.00014',
    billedUsd: null,
    costState: 'priced',
  });
  expect(all.find(({ id }) => id === 'req_2_c')).toMatchObject({ costUsd: null, costState: 'unpriced' });
});

test('filters by cost look at the corrected one', async () => {
  expect((await rows({ cost: 'uncosted' })).map(({ id }) => id)).toEqual(['req_2_c']);
  expect(await rows({ minCost: '0.00002' })).toHaveLength(6);
});

test('a request shows the original cost, and what it was corrected to by which run; undone, both stay to be seen', async () => {
  expect(await getRequest(OWNER, 'req_0_c')).toMatchObject({
    costUsd: '0.00014',
    billedUsd: null,
    costState: 'priced',
    attempts: [{ costUsd: null, costState: 'unpriced' }],
    corrections: [
      {
        runId,
        kind: 'rerate',
        author: OWNER.email,
        note: 'output was dearer',
        fromUsd: null,
        toUsd: '0.00014',
        lineItems: [{ priceId: 'new in' }, { priceId: 'new out' }],
      },
    ],
  });
  await undoRerating(OWNER, runId);
  expect(await getRequest(OWNER, 'req_0_c')).toMatchObject({
    costUsd: null,
    costState: 'unpriced',
    corrections: [{ kind: 'rerate' }, { kind: 'undo', fromUsd: '0.00014', toUsd: null }],
  });
  expect(await getRequest(OWNER, 'req_0_a')).toMatchObject({ costUsd: '0.000014', billedUsd: '0.000014' });
  const all = await rows();
  expect(sumUsd(all.flatMap((one) => one.costUsd ?? []))).toBe(
    (await totals(OWNER, { workspaceId: 'main' })).costUsd,
  );
});
