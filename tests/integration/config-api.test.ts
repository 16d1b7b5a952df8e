import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answer } from '@/app/api/v1/_api/answer';
import { errorBodySchema } from '@/app/api/v1/_api/error-response';
import { getOpenapi } from '@/app/api/v1/_api/routes/openapi';
import { ROUTES } from '@/app/api/v1/_api/table';
import { db } from '@/lib/db';
import type { Viewer } from '@/lib/users/viewer';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { KEY_VALUE, PROVIDER_SECRET, sampleConfig } from '../unit/config/sample-config';

const TOKEN = 'admin-token-of-the-tests-0123456789';
let database: FreshDatabase;
let pool: pg.Pool;
let user: Viewer | null = null;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  process.env['TOLLGATE_ADMIN_TOKEN'] = TOKEN;
  pool = new pg.Pool({ connectionString: database.url });
});

afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

beforeEach(async () => {
  user = null;
  await pool.query(
    'TRUNCATE config_version, credential, virtual_key, workspace, rollup_15m RESTART IDENTITY CASCADE',
  );
  await createDefaultWorkspaces({ demo: true });
});

/** `GET /config?x=1` at the door that answers there, as the holder of the token unless headers say otherwise. */
async function call(
  line: string,
  body?: unknown,
  headers: Record<string, string> = { authorization: `Bearer ${TOKEN}` },
) {
  const [method = '', target = ''] = line.split(' ');
  const url = new URL(`http://tollgate.test/api/v1${target}`);
  for (const route of [...ROUTES, getOpenapi]) {
    const params = new RegExp(`^${route.path.replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`).exec(url.pathname);
    if (route.method !== method || params === null) continue;
    const raw = typeof body === 'string' || body === undefined ? body : JSON.stringify(body);
    const request = new Request(url, {
      method,
      headers: raw === undefined ? headers : { 'content-type': 'application/json', ...headers },
      ...(raw === undefined ? {} : { body: raw }),
    });
    const decoded = Object.entries(params.groups ?? {}).map(([name, value]) => [
      name,
      decodeURIComponent(value),
    ]);
    const response = await answer(route, request, Object.fromEntries(decoded), () => Promise.resolve(user));
    const json = (await response.json()) as Record<string, unknown>;
    if (response.ok) route.schemas.response.parse(json);
    else errorBodySchema.parse(json);
    return { status: response.status, json, headers: response.headers, text: JSON.stringify(json) };
  }
  throw new Error(`no door for ${line}`);
}

describe('configuration over the API', () => {
  it('applies, exports, previews, lists and rolls back', async () => {
    expect(await call('PUT /config?note=first', sampleConfig())).toMatchObject({
      status: 200,
      json: { version: 1 },
    });
    const exported = await call('GET /config');
    expect(exported.headers.get('x-tollgate-config-version')).toBe('1');
    const changed = { ...exported.json, budgets: [] };
    const preview = await call('POST /config/diff', changed);
    expect(preview.json).toMatchObject({
      version: 1,
      changes: [{ kind: 'removed', path: 'budgets["main-month"]' }],
    });
    expect(await call('PUT /config?expectedVersion=1', changed)).toMatchObject({
      status: 200,
      json: { version: 2 },
    });
    // Whoever looked at another version is told what was published since.
    expect(await call('PUT /config?expectedVersion=1', sampleConfig())).toMatchObject({
      status: 409,
      json: {
        error: {
          code: 'conflict',
          param: 'expectedVersion',
          changes: [{ path: 'budgets["main-month"]', sentence: 'The budget "main-month" is removed.' }],
        },
      },
    });
    expect(await call('POST /config/rollback', { version: 1 })).toMatchObject({
      status: 200,
      json: { version: 3 },
    });
    expect((await call('GET /config/versions')).json).toMatchObject({
      versions: [{ version: 3 }, { version: 2 }, { version: 1, note: 'first', author: 'admin token' }],
    });
    expect((await call('GET /config')).text).toBe(exported.text);
  });

  it('never shows a secret', async () => {
    const answers = [
      await call('POST /config/diff', sampleConfig()),
      await call('PUT /config', sampleConfig()),
      await call('GET /config'),
      await call('GET /keys'),
    ];
    for (const { text } of answers) {
      expect(text).not.toContain(PROVIDER_SECRET);
      expect(text).not.toContain(KEY_VALUE);
    }
  });

  it('creates a key, shows its value once and disables it', async () => {
    const created = await call('POST /keys', { name: 'CI', id: 'ci' });
    expect(created.status).toBe(201);
    const value = String(created.json['value']);
    expect((await call('GET /keys')).text).not.toContain(value);
    expect((await call('DELETE /keys/ci')).json).toMatchObject({ key: { id: 'ci', enabled: false } });
  });

  it('sums the books exactly', async () => {
    for (const [bucket, model, cost] of [
      ['2026-11-01T00:00Z', 'a', '0.000000000001'],
      ['2026-11-01T00:15Z', 'a', '12345678.1'],
      ['2026-11-01T00:30Z', 'b', '0.2'],
    ])
      await pool.query(
        `INSERT INTO rollup_15m VALUES ('main', $1, 'p', $2, 'm', 'k', '', '', '', 'ok', 1, 2, $3, 1)`,
        [bucket, model, cost],
      );
    expect((await call('GET /totals')).json).toMatchObject({
      requests: 3,
      attempts: 6,
      uncosted: 3,
      costUsd: '12345678.300000000001',
      byModel: [
        { model: 'a', costUsd: '12345678.100000000001' },
        { model: 'b', costUsd: '0.2' },
      ],
    });
    const part = await call('GET /totals?from=2026-11-01T00:15:00Z&to=2026-11-01T00:30:00Z');
    expect(part.json).toMatchObject({ requests: 1, costUsd: '12345678.1' });
    expect((await call('GET /totals?workspace=demo')).json).toMatchObject({
      requests: 0,
      costUsd: '0',
      byModel: [],
    });
  });

  it('lists requests and removes the demo', async () => {
    expect((await call('GET /requests?model=a&q=x')).json).toEqual({ rows: [] });
    expect(await call('GET /requests/none')).toMatchObject({ status: 404 });
    expect(await call('DELETE /demo')).toMatchObject({ status: 200, json: { keys: 0 } });
    expect(await call('GET /totals?workspace=demo')).toMatchObject({ status: 404 });
  });
});

describe('what comes in wrong', () => {
  it.each([
    ['PUT /config', '{"rules": [}', 400, 'invalid_json'],
    ['PUT /config', '[]', 422, 'unprocessable'],
    ['PUT /config', undefined, 422, 'unprocessable'],
    ['PUT /config', { rules: [{ id: 'r', name: 'a\u0000b', targets: ['x'] }] }, 400, 'invalid_request'],
    ['PUT /config', '{"rules": [{"id":"r","name":"\\ud800","targets":["x"]}]}', 400, 'invalid_request'],
    ['PUT /config', '{"__proto__": {"a": 1}}', 422, 'unprocessable'],
    ['PUT /config', '['.repeat(200_000), 400, 'invalid_json'],
    ['PUT /config?expectedVersion=x', {}, 400, 'invalid_request'],
    ['PUT /config?expectedVersion=1&expectedVersion=1', {}, 400, 'invalid_request'],
    ['PUT /config', ' '.repeat(9 * 1024 * 1024), 413, 'body_too_large'],
    ['POST /keys', { name: 7 }, 400, 'invalid_request'],
    ['POST /keys', { name: 'a', role: 'owner' }, 400, 'invalid_request'],
    ['POST /keys', { name: 'a', expiresAt: '0000-01-01T00:00:00Z' }, 422, 'unprocessable'],
    ['DELETE /keys/none', undefined, 404, 'not_found'],
    ['DELETE /keys/%00', undefined, 400, 'invalid_request'],
    ['POST /config/rollback', { version: 1e12 }, 400, 'invalid_request'],
    ['GET /totals?workspace=moon', undefined, 404, 'not_found'],
    ['GET /totals?from=2026-11-01T00:01:00Z', undefined, 400, 'invalid_request'],
    ['GET /totals?from=0000-01-01T00:00:00Z', undefined, 400, 'invalid_request'],
    ['GET /totals?x=1', undefined, 400, 'invalid_request'],
    ['GET /requests?cursor=abc', undefined, 400, 'invalid_request'],
    ['GET /requests?minCost=-1', undefined, 400, 'invalid_request'],
    ['GET /config/versions?before=99999999999', undefined, 400, 'invalid_request'],
  ])('%s with %j is answered in the one shape', async (line, body, status, code) => {
    expect(await call(line, body)).toMatchObject({ status, json: { error: { code } } });
  });

  it('is refused unless it is JSON by its own word', async () => {
    const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'text/plain' };
    expect(await call('PUT /config', '{}', headers)).toMatchObject({ status: 415 });
  });

  it('is told with each problem and its path', async () => {
    const { json } = await call('POST /keys', { name: '', team: 5 });
    expect(json).toMatchObject({ error: { param: 'name', problems: [{ path: 'name' }, { path: 'team' }] } });
  });
});

describe('who may call', () => {
  const signedIn = (role: string) => (user = { id: 'u', email: 'u@example.com', role });
  const sameOrigin = { 'sec-fetch-site': 'same-origin' };

  it('refuses everybody without token or session at every door but the description', async () => {
    for (const route of ROUTES)
      expect(
        await call(
          `${route.method} ${route.path.replace('/api/v1', '').replace('{id}', 'x')}`,
          undefined,
          {},
        ),
      ).toMatchObject({ status: 401 });
    expect(await call('GET /openapi.json', undefined, {})).toMatchObject({ status: 200 });
  });

  it('refuses a wrong token even from a signed-in browser', async () => {
    signedIn('owner');
    expect(await call('GET /config', undefined, { authorization: 'Bearer wrong' })).toMatchObject({
      status: 401,
    });
  });

  it('lets an admin change things from our own pages only', async () => {
    signedIn('admin');
    expect(await call('POST /keys', { name: 'a' }, sameOrigin)).toMatchObject({ status: 201 });
    const foreign: Record<string, string>[] = [
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.test', host: 'tollgate.test' },
      {},
    ];
    for (const headers of foreign)
      expect(await call('POST /keys', { name: 'a' }, headers)).toMatchObject({ status: 403 });
    expect((await pool.query('SELECT 1 FROM virtual_key')).rowCount).toBe(1);
  });

  it('lets other roles read the books and nothing else', async () => {
    signedIn('member');
    expect(await call('GET /totals', undefined, {})).toMatchObject({ status: 200 });
    expect(await call('GET /config', undefined, {})).toMatchObject({ status: 403 });
    expect(await call('DELETE /demo', undefined, sameOrigin)).toMatchObject({ status: 403 });
  });
});

describe('the description', () => {
  it('is OpenAPI 3.1 with every door, made of the schemas that check', async () => {
    const { json } = await call('GET /openapi.json', undefined, {});
    expect(json).toMatchObject({ openapi: '3.1.0' });
    const paths = json['paths'] as Record<string, Record<string, unknown>>;
    for (const route of ROUTES) expect(paths[route.path]).toHaveProperty(route.method.toLowerCase());
    const text = JSON.stringify(paths['/api/v1/config']);
    expect(text).toContain('"targets"');
    expect(text).toContain('"expectedVersion"');
  });

  it('asks for no more of a provider than what its preset leaves open', async () => {
    const { json } = await call('GET /openapi.json', undefined, {});
    const required = (path: unknown) => (path as { items: { required: string[] } }).items.required;
    const paths = json['paths'] as Record<string, Record<string, Described>>;
    const config = paths['/api/v1/config'];
    const read = config?.['get']?.responses[200]?.content['application/json'].schema.properties.providers;
    const written = config?.['put']?.requestBody.content['application/json'].schema.properties.providers;
    expect(required(written)).toEqual(['id']);
    expect(required(read)).toEqual(expect.arrayContaining(['id', 'dialect', 'baseUrl']));
  });
});

interface Described {
  requestBody: Body;
  responses: Record<number, Body>;
}
interface Body {
  content: { 'application/json': { schema: { properties: Record<string, unknown> } } };
}
