import OpenAI, { toFile } from 'openai';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { storeFile } from '@/lib/files/store';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { KEYS } from '../../unit/gateway/simulated-config';

let database: FreshDatabase;
let pool: pg.Pool;
let gateway: GatewayFixture;

beforeAll(async () => {
  database = await freshDatabase();
  // As many as a gateway process has.
  pool = new pg.Pool({ connectionString: database.url, max: 3, connectionTimeoutMillis: 2_000 });
  await pool.query(`INSERT INTO workspace (id, name) VALUES ('main', 'Main') ON CONFLICT DO NOTHING`);
  gateway = await startGateway(snapshotOf({}, KEYS), { jobs: pool });
});
afterEach(() => {
  expect(gateway.internalErrors).toEqual([]);
});
afterAll(async () => {
  await gateway.close();
  await pool.end();
  await database.drop();
});

async function call(method: string, path: string, body?: object) {
  const response = await fetch(`${gateway.url}${path}`, {
    method,
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const json = (await response.json()) as { error?: { code: string } };
  return [response.status, json.error?.code];
}

const client = () => new OpenAI({ apiKey: TEST_KEY, baseURL: `${gateway.url}/v1`, maxRetries: 0 });
const upload = async (name: string, content = '{}') =>
  client().files.create({ purpose: 'batch', file: await toFile(Buffer.from(content), name) });

/** A request with the head of an upload and the first bytes of its file, whose rest the client keeps for itself. */
function beginUpload(): { leave: () => void } {
  const leaving = new AbortController();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      const head =
        '--x\r\ncontent-disposition: form-data; name="purpose"\r\n\r\nbatch\r\n' +
        '--x\r\ncontent-disposition: form-data; name="file"; filename="slow.jsonl"\r\n\r\n';
      controller.enqueue(Buffer.from(head + 'x'.repeat(600 * 1024)));
    },
  });
  void fetch(`${gateway.url}/v1/files`, {
    ...{ method: 'POST', body, duplex: 'half', signal: leaving.signal },
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'multipart/form-data; boundary=x' },
  } as RequestInit).catch(() => undefined);
  return { leave: () => leaving.abort() };
}

describe('doors of files and batches', () => {
  const endpoint = '/v1/chat/completions';
  it.each([
    ['GET', '/v1/files?after=%00', 200],
    ['GET', '/v1/files?purpose=%00', 200],
    ['GET', '/v1/files?limit=0', 400],
    ['GET', '/v1/files/%00', 404],
    ['GET', '/v1/files/%zz', 404],
    ['GET', '/v1/files/file-none/content', 404],
    ['DELETE', '/v1/files/%00', 404],
    ['DELETE', '/v1/files/%', 404],
    ['GET', '/v1/batches?after=%FF', 200],
    ['GET', '/v1/batches?limit=1e9', 400],
    ['GET', '/v1/batches/%00', 404],
    ['GET', '/v1/batches/%zz', 404],
    ['POST', '/v1/batches/%00/cancel', 404],
    ['POST', '/v1/batches/%zz/cancel', 404],
    ['POST', '/v1/batches', 400, { input_file_id: '\0', endpoint }],
    ['POST', '/v1/batches', 400, { input_file_id: 7, endpoint }],
    ['POST', '/v1/batches', 400, { input_file_id: 'file-a', endpoint, metadata: { note: '\0' } }],
    ['POST', '/v1/batches', 400, { input_file_id: 'file-a', endpoint, metadata: { '\0': 'note' } }],
    ['POST', '/v1/batches', 400, { input_file_id: 'file-a', endpoint, metadata: { note: '\ud800' } }],
    ['POST', '/v1/batches', 404, { input_file_id: 'file-a', endpoint }],
    ['POST', '/v1/batches/estimate', 400, { input_file_id: '\0' }],
  ])('%s %s is answered with %i, and is no failure of ours', async (method, path, status, body?: object) => {
    expect(await call(method, path, body)).toEqual([status, status === 200 ? undefined : expect.any(String)]);
  });

  it.each([
    ['a\0b.jsonl', 'a_b.jsonl'],
    ['x'.repeat(5_000), 'x'.repeat(200)],
    [`${'x'.repeat(199)}😀`, `${'x'.repeat(199)}\ufffd`],
  ])('a file called %j is kept', async (name, kept) => {
    expect(await upload(name)).toMatchObject({ filename: kept, bytes: 2 });
  });

  it('serve others while uploads take their time, and show nothing of a file before it is whole', async () => {
    const before = (await client().files.list()).data.length;
    const slow = [1, 2, 3, 4].map(beginUpload);
    const begun = () => pool.query('SELECT 1 FROM file WHERE bytes < 0').then(({ rowCount }) => rowCount);
    await expect.poll(begun).toBe(4);
    const { id } = await upload('quick.jsonl', 'quick');
    expect(await (await client().files.content(id)).text()).toBe('quick');
    expect((await client().files.list()).data).toHaveLength(before + 1);
    for (const { leave } of slow) leave();
    await expect.poll(begun).toBe(0);
    expect((await pool.query('SELECT 1 FROM file_chunk WHERE seq = 0')).rowCount).toBe(before + 1);
  });

  it('forget what a process that died left half-written, after a day', async () => {
    await pool.query(
      `INSERT INTO file (id, workspace_id, key_id, filename, purpose, bytes, created_at)
       SELECT 'file-' || age, 'main', $1, 'x', 'batch', -1, now() - age::interval FROM unnest($2::text[]) AS age`,
      [TEST_KEY, ['23 hours', '25 hours']],
    );
    await upload('another.jsonl');
    const { rows } = await pool.query<{ id: string }>('SELECT id FROM file WHERE bytes < 0');
    expect(rows).toEqual([{ id: 'file-23 hours' }]);
  });

  it('write the same file again where its id is given', async () => {
    const head = { workspaceId: 'main', keyId: TEST_KEY, filename: 'out', purpose: 'batch_output' } as const;
    const content = async function* (text: string) {
      yield await Promise.resolve(Buffer.from(text));
    };
    await storeFile(pool, head, content('first, and longer'), 'file-out');
    await storeFile(pool, head, content('second'), 'file-out');
    expect(await (await client().files.content('file-out')).text()).toBe('second');
  });
});
