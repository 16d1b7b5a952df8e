import { afterAll, beforeAll, expect, test } from 'vitest';
import { answer } from '@/app/api/v1/_api/answer';
import type { Route } from '@/app/api/v1/_api/route';
import { ROUTES } from '@/app/api/v1/_api/table';
import { getRequest } from '@/lib/analytics/requests/get-request';
import { applyConfig } from '@/lib/config/apply-config';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { fillBooks } from './analytics/fill-books';
import { FROM, TO, traffic } from './rerating/rerating-books';

const provider = { id: 'sim', dialect: 'openai-chat' as const, baseUrl: 'https://api.example.com/v1' };
const models = [{ id: 'small', offers: [{ provider: 'sim', model: 'small-1' }] }];
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  await fillBooks(database.url, traffic());
  await applyConfig({ file: { providers: [provider], models }, author: 'test' });
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

/** `GET /prices/unpriced?x=1` at the door that answers there; the answer fits what the door says of it. */
async function call(line: string, body?: unknown, viewer: Viewer = OWNER) {
  const [method = '', target = ''] = line.split(' ');
  const url = new URL(`https://tollgate.test/api/v1${target}`);
  const { route, params } = doorOf(method, url.pathname);
  const request = new Request(url, {
    method,
    headers: { 'content-type': 'application/json', origin: url.origin, 'sec-fetch-site': 'same-origin' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const response = await answer(route, request, params, () => Promise.resolve(viewer));
  const json = (await response.json()) as Record<string, unknown>;
  if (response.ok) route.schemas.response.parse(json);
  return { status: response.status, json };
}

function doorOf(method: string, path: string): { route: Route; params: Record<string, string> } {
  for (const route of ROUTES) {
    const found = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(path);
    if (route.method === method && found !== null) return { route, params: { ...found.groups } };
  }
  throw new Error(`no door for ${method} ${path}`);
}

const list = (...lines: string[]) => ({
  from: 'file',
  name: 'list.csv',
  format: 'csv',
  content: ['provider,model,meter,rate,effective_from', ...lines].join('\n'),
});
const PRICES = list(
  'sim,small-1,in.text,0.10,2020-01-01T00:00:00Z',
  'sim,small-1,out.text,0.50,2020-01-01T00:00:00Z',
);
const SPAN = { from: FROM, to: TO };

test('a list is previewed, published once, and refused by line and field', async () => {
  const preview = await call('POST /prices/import/preview', PRICES);
  expect(preview).toMatchObject({ status: 200, json: { version: 1, counts: { added: 2 } } });
  const publish = { source: PRICES, expectedVersion: 1 };
  expect(await call('POST /prices/import', publish)).toMatchObject({ status: 200, json: { version: 2 } });
  expect(await call('POST /prices/import', publish)).toMatchObject({ status: 409 });
  const wrong = { source: list('sim,small-1,in.smell,-1,'), expectedVersion: 2 };
  expect(await call('POST /prices/import', wrong)).toMatchObject({
    status: 422,
    json: { error: { problems: [{ path: 'line 2, meter' }, { path: 'line 2, rate' }] } },
  });
  expect(await call('POST /prices/import', publish, { ...OWNER, role: 'engineer' })).toMatchObject({
    status: 403,
  });
});

test('past costs are previewed with a draft, corrected, listed and undone', async () => {
  const preview = await call('POST /reratings/preview', SPAN);
  // 100 × 0.10 + 20 × 0.50 per 1 M = 0.00002 where 0.000014 was billed, four times.
  expect(preview).toMatchObject({
    status: 200,
    json: { attempts: 4, stillUnpriced: 2, deltaUsd: '0.000024' },
  });
  const { runId, version, attempts, deltaUsd } = preview.json;
  const wish = { runId, expectedVersion: version, expectedAttempts: attempts, expectedDeltaUsd: deltaUsd };
  const stale = { ...SPAN, ...wish, expectedVersion: 1 };
  expect(await call('POST /reratings', stale)).toMatchObject({ status: 409 });
  for (let times = 0; times < 2; times += 1)
    expect(await call('POST /reratings', { ...SPAN, ...wish })).toMatchObject({
      status: 201,
      json: { run: { id: runId, attempts: 4, deltaUsd: '0.000024' } },
    });
  expect(await getRequest(OWNER, 'req_0_a')).toMatchObject({
    costUsd: '0.00002',
    billedUsd: '0.000014',
    corrections: [{ runId }],
  });
  expect(await call(`DELETE /reratings/${String(runId)}`)).toMatchObject({ json: { run: { kind: 'undo' } } });
  expect((await call('GET /reratings')).json['runs']).toHaveLength(2);
  expect(await call('POST /reratings/preview', { ...SPAN, to: FROM })).toMatchObject({ status: 400 });
});

test('models without a price, with a proxy, and usage in quarantine can be read', async () => {
  const span = `from=${FROM}&to=${TO}`;
  expect(await call(`GET /prices/unpriced?${span}&proxy=small`)).toMatchObject({
    json: { models: [{ model: 'new', attempts: 2, proxyUsd: '0.00004' }] },
  });
  expect(await call(`GET /prices/unpriced?${span}&proxy=moon`)).toMatchObject({ status: 404 });
  expect(await call(`GET /usage/quarantine?${span}`)).toMatchObject({ json: { total: 0, attempts: [] } });
});

test('a ledger is compared with the books, kept, and refused by line and field', async () => {
  const source = (content: string) => ({ source: { from: 'file', name: 'usage.csv', content } });
  const HEAD = 'id,model,day,cost_usd';
  const made = await call('POST /reconciliations', source(`${HEAD}\nreq_0_a.1,small-1,2026-11-03,0.000014`));
  expect(made).toMatchObject({
    status: 201,
    json: { run: { result: { agrees: false, counts: { matched: 1 } } } },
  });
  const { runs } = (await call('GET /reconciliations')).json as { runs: { id: string }[] };
  expect(await call(`GET /reconciliations/${runs[0]?.id ?? ''}`)).toMatchObject({ json: made.json });
  expect(await call('POST /reconciliations', source(`${HEAD}\na,m,2026-11-03,1e9`))).toMatchObject({
    status: 400,
    json: {
      error: { message: 'line 2: costUsd: must be a plain decimal, such as 0.0125', param: 'source.content' },
    },
  });
  expect(await call('GET /reconciliations/none')).toMatchObject({ status: 404 });
  expect(await call('GET /reconciliations', undefined, { ...OWNER, role: 'member' })).toMatchObject({
    status: 403,
  });
});
