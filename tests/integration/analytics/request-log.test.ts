import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCursor } from '@/lib/analytics/requests/cursor';
import { getRequest } from '@/lib/analytics/requests/get-request';
import { listRequests, PAGE_SIZE } from '@/lib/analytics/requests/list-requests';
import type { RequestFilters } from '@/lib/analytics/requests/request-filters';
import { db } from '@/lib/db';
import { exportRequests } from '@/lib/exports/export-requests';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from './fill-books';
import { sampleTraffic } from './sample-traffic';

const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const scope = {
  workspaceId: 'main',
  from: new Date('2026-11-03T12:00:00Z'),
  to: new Date('2026-11-05T00:00:00Z'),
};
const traffic = sampleTraffic();
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: true });
  await fillBooks(database.url, traffic);
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

/** Ids of all pages in order. */
async function allIds(filters: RequestFilters = {}): Promise<string[]> {
  const ids: string[] = [];
  for (let older: string | undefined = ''; older !== undefined;) {
    const page = await listRequests(viewer, { ...scope, filters, after: readCursor(older) });
    ids.push(...page.rows.map((row) => row.id));
    older = page.older;
  }
  return ids;
}

describe('the list', () => {
  test('pages of fifty hold each request once, newest first', async () => {
    const first = await listRequests(viewer, { ...scope, filters: {} });
    expect(first.rows).toHaveLength(PAGE_SIZE);
    expect(await allIds()).toEqual(traffic.map((one) => one.request.requestId).reverse());
  });

  test.each<RequestFilters>([{}, { model: 'small' }, { outcome: 'error' }])(
    'an export has the rows of all pages, in their order, though it reads day by day: %j',
    async (filters) => {
      const ids: unknown[] = [];
      const late = new Date('2026-11-07T06:30:00Z');
      for await (const row of (await exportRequests(viewer, { ...scope, to: late, filters })).rows)
        ids.push(row[1]);
      expect(ids).toEqual(await allIds(filters));
      expect(ids.length).toBeGreaterThan(10);
    },
  );

  test('the last page has no next one, also when it is full', async () => {
    const last = await listRequests(viewer, { ...scope, filters: {}, to: new Date('2026-11-03T17:57:00Z') });
    expect([last.rows.length, last.older]).toEqual([50, undefined]);
  });

  test('the filter of a model finds each request that spent money on it', async () => {
    const wanted = traffic.filter((one) => one.attempts.some((a) => a.model === 'small'));
    expect((await allIds({ model: 'small' })).length).toBe(wanted.length);
  });

  test.each<[RequestFilters, number]>([
    [{ outcome: 'failed' }, 12],
    [{ outcome: 'success' }, 108],
    [{ cost: 'uncosted' }, 1],
    [{ minCost: '0.1' }, 10],
    [{ minLatencyMs: 219 }, 1],
    [{ provider: 'sim', rule: 'cheap', task: 'simple_faq', key: 'key-1', requested: 'auto' }, 120],
    [{ q: 'EQ_07' }, 10],
    [{ q: '%' }, 0],
    [{ q: "'; DROP TABLE request; --" }, 0],
    [{ model: 'huge_model%' }, 39],
    [{ model: 'hugeXmodel' }, 0],
  ])('%j finds %d', async (filters, count) => {
    expect(await allIds(filters)).toHaveLength(count);
  });
});

describe('one request', () => {
  test('comes with attempts, exact line items and the reason of its route', async () => {
    const request = await getRequest(viewer, 'req_001');
    expect(request).toMatchObject({
      costUsd: '0.100000000002',
      costState: 'priced',
      route: { ruleId: 'cheap' },
    });
    expect(request.attempts.map((one) => [one.attempt, one.costUsd, one.outcome])).toEqual([
      [1, '0.1', 'timeout'],
      [2, '0.000000000002', 'success'],
    ]);
    expect(request.attempts[0]?.lineItems[0]).toMatchObject({ priceId: 'p1', rate: '0.10', per: 1_000_000 });
  });

  test('a cost that is not known is null, not 0', async () => {
    expect(await getRequest(viewer, 'req_050')).toMatchObject({ costUsd: null, costState: 'unpriced' });
  });

  test('what does not exist is not found, and a stranger may not look', async () => {
    await expect(getRequest(viewer, 'req_999')).rejects.toMatchObject({ code: 'not_found' });
    const stranger = { ...viewer, role: 'nobody' };
    await expect(getRequest(stranger, 'req_001')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listRequests(stranger, { ...scope, filters: {} })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });
});
