import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import { answer } from '@/app/api/v1/_api/answer';
import { ROUTES } from '@/app/api/v1/_api/table';
import { RefusalTally } from '@/lib/access/refusals/refusal-tally';
import { db } from '@/lib/db';
import { logger } from '@/lib/logger';
import { createToken } from '@/lib/tokens/create';
import type { Viewer } from '@/lib/users/viewer';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

const SECRET = 'secret-of-somebody-4711';

let database: FreshDatabase;
let viewer: Viewer;
let warn: MockInstance<typeof logger.warn>;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  const { id, email, role } = await db().user.create({ data: { email: 'v@example.com', role: 'viewer' } });
  viewer = { id, email, role, sessionId: SECRET };
});
beforeEach(() => {
  warn = vi.spyOn(logger, 'warn');
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

/** `GET /people` at its door, with a secret wherever one can stand. */
async function ask(line: string, headers: Record<string, string>, session: Viewer | null = null) {
  const [method = '', path = ''] = line.split(' ');
  const route = ROUTES.find((one) => one.method === method && one.path === `/api/v1${path}`);
  if (route === undefined) throw new Error(`no door for ${line}`);
  const request = new Request(`http://tollgate.test/api/v1${path}?q=${SECRET}`, {
    method,
    headers: { cookie: `session=${SECRET}`, referer: `http://x/${SECRET}`, ...headers },
  });
  return answer(route, request, { id: SECRET }, () => Promise.resolve(session));
}

const lines = () => warn.mock.calls.map(([fields]) => fields as unknown);

test('a flood from one address is one line, and one more for how many there were', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  const flood = { authorization: `Bearer ${SECRET}`, 'x-forwarded-for': '203.0.113.1' };
  for (let times = 0; times < 50; times += 1) expect((await ask('GET /people', flood)).status).toBe(401);
  expect(lines()).toHaveLength(1);
  vi.advanceTimersByTime(2 * RefusalTally.WINDOW_MS);
  const told = { event: 'access.refused', reason: 'invalid_api_key', address: '203.0.113.1', again: 49 };
  expect(lines().slice(1)).toEqual([told]);
});

test('a request without and with wrong credentials is told with its door and address, and with no secret', async () => {
  const bare = await ask('PUT /people/{id}', { 'x-forwarded-for': '203.0.113.2' });
  const wrong = await ask('PUT /people/{id}', {
    ...{ 'x-forwarded-for': '203.0.113.2', authorization: `Bearer tgs-${SECRET}` },
  });
  expect([bare.status, wrong.status]).toEqual([401, 401]);
  const where = { method: 'PUT', route: '/api/v1/people/{id}', address: '203.0.113.2' };
  expect(lines()).toMatchObject([
    { event: 'access.refused', reason: 'missing_api_key', ...where },
    { event: 'access.refused', reason: 'invalid_api_key', ...where },
  ]);
  expect(lines()[0]).toMatchObject({ requestId: bare.headers.get('x-request-id') });
  expect(JSON.stringify(lines())).not.toContain(SECRET);
});

test('a person and a token without the right, and a browser that another site used, are named by id', async () => {
  const from = { 'x-forwarded-for': '203.0.113.3' };
  const { token, value } = await createToken(viewer, { name: 'ci', scopes: ['workspace.read'] });
  const statuses = [
    await ask('GET /people', from, viewer),
    await ask('GET /people', { ...from, authorization: `Bearer ${value}` }),
    await ask('POST /views', { ...from, 'sec-fetch-site': 'cross-site' }, viewer),
  ].map(({ status }) => status);
  expect(statuses).toEqual([403, 403, 403]);
  expect(lines()).toMatchObject([
    { reason: 'forbidden', caller: viewer.id, route: '/api/v1/people', method: 'GET' },
    { reason: 'forbidden', caller: viewer.id, tokenId: token.id },
    { reason: 'other_site', caller: viewer.id, route: '/api/v1/views', method: 'POST' },
  ]);
  const told = JSON.stringify(lines());
  for (const secret of [SECRET, value, viewer.email]) expect(told).not.toContain(secret);
});

test('what is let in, not found or wrong in itself has no line', async () => {
  const from = { 'x-forwarded-for': '203.0.113.4' };
  expect((await ask('GET /plans/{id}', from, viewer)).status).toBeGreaterThanOrEqual(400);
  expect(lines()).toEqual([]);
});
