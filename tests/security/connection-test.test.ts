import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { exportConfig } from '@/lib/config/export-config';
import { testConnection } from '@/lib/connection-test/test-connection';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { BY_ADDRESS } from './egress-payloads';

const GOOD = 'sk-good-canary-0123456789';
const BAD = 'sk-bad-canary-0123456789';

let database: FreshDatabase;
let server: Server;
let port: number;
const heard: { url: string | undefined; key: string | undefined }[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  // Other tests may call this machine; these must not, unless the provider itself says so.
  delete process.env['TOLLGATE_EGRESS_ALLOW'];
  await createDefaultWorkspaces({ demo: false });
  server = createServer((request, response) => {
    const key = request.headers.authorization?.replace('Bearer ', '');
    heard.push({ url: request.url, key });
    if (request.url === '/moved/models')
      response.writeHead(302, { location: `http://127.0.0.2:${port}/v1/models` });
    else if (request.url === '/page/models') response.writeHead(200, { 'content-type': 'text/html' });
    else response.writeHead(key === GOOD ? 200 : 401);
    const list = JSON.stringify({ data: [{ id: 'gpt-b' }, { id: 'gpt-a' }] });
    response.end(key === GOOD && request.url === '/v1/models' ? list : `<p>You sent ${key}</p>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '::', resolve));
  port = (server.address() as AddressInfo).port;
  await applyConfig({
    file: { providers: [local({ apiKey: GOOD })], models: [served('gpt-a'), served('gpt-c')] },
    author: 'test',
  });
});
afterAll(async () => {
  server.close();
  await db().$disconnect();
  await database.drop();
});
beforeEach(() => void (heard.length = 0));

const local = (more: object = {}) => ({
  ...{ id: 'local', dialect: 'openai-chat', baseUrl: `http://127.0.0.1:${port}/v1` },
  privateAddresses: ['127.0.0.1'],
  ...more,
});
const served = (name: string) => ({ id: name, offers: [{ provider: 'local', model: name }] });
const test1 = async (provider: { id: string }) => (await testConnection(OWNER, { provider }))[0];

describe('a test of a connection', () => {
  test('says how long it took, which models there are, and which of ours are not among them', async () => {
    expect(await test1(local({ apiKey: GOOD }))).toMatchObject({
      ...{ ok: true, credential: 1, status: 200, models: ['gpt-a', 'gpt-b'], missing: ['gpt-c'] },
      latencyMs: expect.any(Number),
    });
  });

  test('calls with the key that is stored, and with each of several, and shows none', async () => {
    const stored = (await exportConfig()).file.providers[0]?.apiKey ?? '';
    expect(stored).toMatch(/^secret:/);
    const keys = [{ key: stored }, { key: BAD }, { key: 'env:NO_SUCH_VARIABLE_HERE' }];
    const results = await testConnection(OWNER, { provider: local({ apiKeys: keys }) });
    expect(results.map(({ ok, problem }) => [ok, problem?.kind])).toEqual([
      [true, undefined],
      [false, 'key'],
      [false, 'key'],
    ]);
    expect(heard.map(({ key }) => key).toSorted()).toEqual([BAD, GOOD]);
    const entries = await db().auditEntry.findMany({ where: { action: 'provider.test' } });
    expect(entries.length).toBeGreaterThan(0);
    const shown = JSON.stringify([results, entries.map(({ entry }) => entry)]);
    for (const key of [GOOD, BAD]) expect(shown).not.toContain(key);
  });

  test.each([
    ['a page', '/page', 'dialect'],
    ['elsewhere', '/moved', 'redirect'],
  ])('that is answered with %s is told so, and goes no further', async (_name, path, kind) => {
    const answer = await test1(local({ apiKey: GOOD, baseUrl: `http://127.0.0.1:${port}${path}` }));
    expect(answer).toMatchObject({ ok: false, problem: { kind } });
    expect(JSON.stringify(answer)).not.toContain(GOOD);
    expect(heard).toHaveLength(1);
  });

  test.each([
    ['a name that nobody has', 'https://no-such-host.invalid/v1', 'dns'],
    ['a port that is closed', 'http://127.0.0.1:9/v1', 'refused'],
    ['a port without TLS', () => `https://127.0.0.1:${port}/v1`, 'tls'],
  ])('of %s says what is wrong', async (_name, at, kind) => {
    const baseUrl = typeof at === 'string' ? at : at();
    expect(await test1(local({ apiKey: GOOD, baseUrl }))).toMatchObject({ ok: false, problem: { kind } });
  });

  test('takes no stored key to another server', async () => {
    const stored = (await exportConfig()).file.providers[0]?.apiKey;
    const elsewhere = local({
      apiKey: stored,
      baseUrl: `http://127.0.0.2:${port}/v1`,
      privateAddresses: ['127.0.0.0/8'],
    });
    await expect(test1(elsewhere)).rejects.toThrow(/give its key again/);
    await expect(test1({ ...elsewhere, id: 'other' })).rejects.toThrow(/give its key again/);
    expect(heard).toEqual([]);
  });

  test.each(BY_ADDRESS)('of a provider at %s is refused, and nothing is called', async (host) => {
    const baseUrl = `http://${host}:${port}/v1`;
    const asked = testConnection(OWNER, {
      provider: { id: 'p', dialect: 'openai-chat', baseUrl, apiKey: GOOD },
    });
    await expect(asked).rejects.toThrow(/./);
    expect(heard).toEqual([]);
  });

  test('is for who may publish alone, and is refused without a look at what it says', async () => {
    const engineer = { ...OWNER, role: 'engineer' as const };
    await expect(testConnection(engineer, { provider: local() })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(heard).toEqual([]);
  });
});
