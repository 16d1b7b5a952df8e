import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listAudit } from '@/lib/audit/list';
import { getBody } from '@/lib/bodies/get-body';
import { openBodySpool } from '@/lib/bodies/spool';
import { storeSpooled } from '@/lib/bodies/store-spooled';
import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import { applyConfig } from '@/lib/config/apply-config';
import { db } from '@/lib/db';
import { eraseData } from '@/lib/privacy/erase-data';
import { exportData } from '@/lib/privacy/export-data';
import { dropOld } from '@/lib/retention/drop-old';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { OWNER } from '@/tests/support/viewers';
import { ingestOnce } from '../ledger/ingest-once';
import { chatAnswer, startUpstream, type UpstreamStub } from '../../unit/gateway/upstream-stub';
import { openLedgerWriter } from '@/lib/ledger/open-writer';

const DAY_MS = 86_400_000;
const PROMPT = 'write to ada@example.com';
const KEYS: ActiveKey[] = [
  { id: TEST_KEY, name: 'usual', workspaceId: 'main', team: 'red', tags: {} },
  { id: `${TEST_KEY}-on`, name: 'on', workspaceId: 'main', tags: {}, bodies: 'on' },
  { id: `${TEST_KEY}-off`, name: 'off', workspaceId: 'main', tags: {}, bodies: 'off' },
];

let database: FreshDatabase;
let upstream: UpstreamStub;
let gateway: GatewayFixture;
let pool: pg.Pool;
let folder: string;
let spool: ReturnType<typeof openBodySpool>;
let ledger: ReturnType<typeof openLedgerWriter>;
const losses: unknown[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: false });
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
  folder = mkdtempSync(path.join(tmpdir(), 'tollgate-bodies-'));
  upstream = await startUpstream((response) => {
    response.writeHead(200, { 'content-type': 'application/json' }).end(chatAnswer());
  });
  spool = openBodySpool(path.join(folder, 'bodies'), (reason) => losses.push(reason));
  ledger = openLedgerWriter({ directory: path.join(folder, 'ledger') });
  gateway = await startGateway(
    snapshotOf(
      {
        providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: `${upstream.url}/v1` }],
        models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
        bodies: [{ id: 'main', policy: 'redacted', patterns: [{ name: 'place', pattern: 'Atlantis' }] }],
      },
      KEYS,
    ),
    { bodies: spool, ledger },
  );
});
afterAll(async () => {
  ledger.close();
  await Promise.all([gateway.close(), upstream.close(), spool.close(), pool.end()]);
  await db().$disconnect();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  await db().body.deleteMany();
});

const waitingFiles = () =>
  readdirSync(path.join(folder, 'bodies')).filter((name) => name.endsWith('.sealed'));
const unreadable: unknown[] = [];
const store = () => storeSpooled(pool, path.join(folder, 'bodies'), (error) => unreadable.push(error));

/** Sends a prompt, and resolves to the id of the request once its bodies are put down. */
async function send(key = TEST_KEY, part: object = {}): Promise<string> {
  const before = (() => {
    try {
      return waitingFiles().length;
    } catch {
      return 0;
    }
  })();
  const answer = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      model: 'm',
      messages: [{ role: 'user', content: `${PROMPT} in Atlantis` }],
      ...part,
    }),
  });
  expect(answer.status).toBe(200);
  await answer.text();
  if (!key.endsWith('off')) await expect.poll(() => waitingFiles().length).toBeGreaterThan(before);
  return answer.headers.get('x-request-id') ?? '';
}

/** The same, once it is on the books and its bodies are stored. */
async function sendAndStore(key = TEST_KEY, part: object = {}): Promise<string> {
  const id = await send(key, part);
  await store();
  await ingestOnce({ databaseUrl: database.url, directory: path.join(folder, 'ledger') });
  return id;
}

describe('bodies', () => {
  test('are redacted before they are stored, and are nowhere in the clear before that', async () => {
    const id = await send();
    const files = waitingFiles();
    for (const file of files)
      expect(readFileSync(path.join(folder, 'bodies', file), 'latin1')).not.toContain('ada@');
    expect(await store()).toBe(1);
    expect(waitingFiles()).toEqual([]);
    const [row] = await db().body.findMany();
    expect(row).toMatchObject({ requestId: id, policy: 'redacted', team: 'red' });
    expect(JSON.stringify(row?.prompt)).toContain('write to [email] in [place]');
    expect(JSON.stringify(row?.answer)).toContain('ok');
  });

  test('follow the policy of the key before that of the workspace', async () => {
    await send(`${TEST_KEY}-off`);
    await send(`${TEST_KEY}-on`);
    await store();
    const rows = await db().body.findMany();
    expect(rows.map(({ keyId, policy }) => [keyId, policy])).toEqual([[`${TEST_KEY}-on`, 'on']]);
    expect(JSON.stringify(rows[0]?.prompt)).toContain(PROMPT);
  });

  test('that are put down twice are stored once; a file that nobody can open stops no other', async () => {
    await send();
    const [name = ''] = waitingFiles();
    const file = path.join(folder, 'bodies', name);
    const copy = readFileSync(file);
    await store();
    writeFileSync(file, copy);
    writeFileSync(path.join(folder, 'bodies', '0000000000000-000000000000.sealed'), 'broken');
    await store();
    expect(await db().body.count()).toBe(1);
    expect(unreadable).toHaveLength(1);
    expect(waitingFiles()).toEqual([]);
    expect(losses).toEqual([]);
  });

  test('are read by who may, within their teams, and the audit log has it', async () => {
    const id = await sendAndStore();
    const viewer = (role: string, teams?: string[]) => ({
      ...OWNER,
      role,
      reach: [{ workspaceId: 'main', ...(teams && { teams }) }],
    });
    expect((await getBody(viewer('engineer', ['red']), id)).policy).toBe('redacted');
    const [entry] = await listAudit(OWNER, { limit: 1 });
    expect(entry).toMatchObject({ action: 'body.read', subject: { kind: 'request', id } });
    await expect(getBody(viewer('engineer', ['blue']), id)).rejects.toMatchObject({ code: 'not_found' });
    await expect(getBody({ ...OWNER, reach: [{ workspaceId: 'other' }] }, id)).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(getBody(viewer('member'), id)).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listAudit(OWNER, { limit: 1 })).toEqual([entry]);
  });
});

describe('the data of a person', () => {
  const textOf = async (pieces: AsyncGenerator<string>) => {
    let text = '';
    for await (const piece of pieces) text += piece;
    return JSON.parse(text) as { requests: { id: string; prompt: unknown }[] };
  };

  test('is exported and erased whole, and nobody else’s with it', async () => {
    const hers = [
      await sendAndStore(TEST_KEY, { user: 'ada' }),
      await sendAndStore(`${TEST_KEY}-on`, { user: 'ada' }),
    ];
    const his = await sendAndStore(TEST_KEY, { user: 'bob' });
    const subject = { workspace: 'main', user: 'ada' };
    const exported = await textOf(await exportData(OWNER, subject));
    expect(exported.requests.map(({ id }) => id)).toEqual(hers);
    expect(JSON.stringify(exported)).toContain('write to');
    const spent = await db().request.findMany({
      where: { id: { in: hers } },
      select: { costUsd: true, costState: true },
    });
    expect(await eraseData(OWNER, subject)).toMatchObject({ bodies: 2, requests: 2, feedback: 0 });
    expect(await eraseData(OWNER, subject)).toMatchObject({ bodies: 0, requests: 0, feedback: 0 });
    expect((await textOf(await exportData(OWNER, subject))).requests).toEqual([]);
    expect(
      await db().request.findMany({
        where: { id: { in: hers } },
        select: { costUsd: true, costState: true },
      }),
    ).toEqual(spent);
    expect((await db().body.findMany()).map(({ requestId }) => requestId)).toEqual([his]);
    const audit = JSON.stringify(await listAudit(OWNER, { limit: 10 }));
    expect(audit).toContain('data.erase');
    expect(audit).not.toContain('"ada"');
  });

  test('of a key goes without its requests; who may not erase learns nothing', async () => {
    await sendAndStore(`${TEST_KEY}-on`);
    const subject = { workspace: 'main', key: `${TEST_KEY}-on` };
    const engineer = { ...OWNER, role: 'engineer' };
    await expect(exportData(engineer, subject)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(eraseData(engineer, subject)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(eraseData({ ...OWNER, reach: [{ workspaceId: 'other' }] }, subject)).rejects.toMatchObject({
      code: 'not_found',
    });
    const blue = { ...OWNER, reach: [{ workspaceId: 'main', teams: ['blue'] }] };
    expect(await eraseData(blue, subject)).toMatchObject({ bodies: 0 });
    expect(await eraseData(OWNER, subject)).toMatchObject({ bodies: 1, requests: 0 });
  });
});

describe('what else is kept of a person', () => {
  const keyId = `${TEST_KEY}-on`;
  const store = async (user: string, naming: object = { user }) => {
    const body = JSON.stringify({ model: 'm', messages: [], ...naming });
    const head = { workspaceId: 'main', keyId };
    const file = await db().file.create({
      data: { ...head, id: `file-${user}`, filename: 'a.jsonl', purpose: 'batch', bytes: body.length },
    });
    const batch = { ...head, author: 'a', endpoint: '/v1/chat/completions', status: 'completed' };
    await db().batch.create({ data: { ...batch, id: `batch_${user}`, inputFileId: file.id } });
    await db().batchItem.create({ data: { batchId: `batch_${user}`, line: 1, customId: 'a', body } });
    const at = new Date();
    const answer = { workspaceId: 'main', ruleId: 'r', model: 'm', storedAt: at, expiresAt: at, bytes: 1 };
    await db().cacheAnswer.create({ data: { ...answer, key: user, sealed: Buffer.from('x') } });
  };

  test('goes too: batches in which a line names them with their files, and what the cache kept', async () => {
    await store('ada');
    await store('bob');
    expect(await eraseData(OWNER, { workspace: 'main', user: 'ada' })).toMatchObject({
      batches: 1,
      cached: 2,
    });
    expect((await db().file.findMany()).map(({ id }) => id)).toEqual(['file-bob']);
    expect((await db().batchItem.findMany()).map(({ batchId }) => batchId)).toEqual(['batch_bob']);
    const green = { ...OWNER, reach: [{ workspaceId: 'main', teams: ['green'] }] };
    expect(await eraseData(green, { workspace: 'main', key: keyId })).toMatchObject({ batches: 0 });
    expect(await eraseData(OWNER, { workspace: 'main', key: keyId })).toMatchObject({ batches: 1 });
    expect(await db().file.count()).toBe(0);
  });

  test('of files too whose lines became no items: never sent, refused, or not read yet', async () => {
    const upload = async (id: string, lines: string[]) => {
      const head = { id, workspaceId: 'main', keyId, filename: 'a.jsonl', purpose: 'batch' };
      const content = Buffer.from(lines.join('\n'));
      await db().file.create({ data: { ...head, bytes: content.length } });
      const half = Math.ceil(content.length / 2);
      await db().fileChunk.createMany({
        data: [content.subarray(0, half), content.subarray(half)].map((piece, seq) => ({
          ...{ fileId: id, seq, content: new Uint8Array(piece) },
        })),
      });
    };
    const batch = (inputFileId: string, status: string) =>
      db().batch.create({
        data: {
          ...{
            id: `of-${inputFileId}`,
            workspaceId: 'main',
            keyId,
            author: 'a',
            endpoint: '/v1/chat/completions',
          },
          ...{ status, inputFileId, total: 2 },
        },
      });
    const line = (user: string) => `{"custom_id": "1", "body": {"user" : ${user}}}`;
    await upload('lone', [line('"bob"'), line('"\\u0061da"')]);
    await upload('refused', [line('"ada"'), '{"body":']);
    await upload('broken', ['{"body":{"user":"ada"']);
    await upload('of-others', [line('"adam"'), line('"ad"'), '']);
    await batch('refused', 'failed');
    await batch('of-others', 'validating');
    expect(await eraseData(OWNER, { workspace: 'main', user: 'ada' })).toMatchObject({
      batches: 1,
      files: 3,
    });
    expect((await db().file.findMany()).map(({ id }) => id)).toEqual(['of-others']);
    expect((await db().batch.findMany()).map(({ id }) => id)).toEqual(['of-of-others']);
    expect(await eraseData(OWNER, { workspace: 'main', key: keyId })).toMatchObject({ batches: 1, files: 1 });
  });

  test('of a name with signs of its own too, and of nobody whose name is only like it', async () => {
    const long = 'u'.repeat(300);
    for (const user of ['eve_1', 'eve-1', 'a%', 'a "quoted" \\ name', long, 'all']) await store(user);
    const erased = async (user: string) => (await eraseData(OWNER, { workspace: 'main', user })).batches;
    await store('claude', { metadata: { user_id: 'of-messages' } });
    expect(await erased('of-messages')).toBe(1);
    expect(await erased('eve_1')).toBe(1);
    expect(await erased('a%')).toBe(1);
    expect(await erased('a "quoted" \\ name')).toBe(1);
    // The books, and who asks by them, have as much of a name.
    expect(await erased(long.slice(0, 200))).toBe(1);
    expect((await db().batch.findMany({ orderBy: { id: 'asc' } })).map(({ id }) => id)).toEqual([
      'batch_all',
      'batch_eve-1',
    ]);
    await eraseData(OWNER, { workspace: 'main', key: keyId });
  });
});

describe('prompts that were brought to a latency benchmark', () => {
  const waiting = (id: string, texts: string[], createdAt = new Date()) =>
    db().benchmark.create({
      data: {
        ...{ id, workspaceId: 'main', keyId: `${TEST_KEY}-on`, author: 'a', status: 'waiting', total: 1 },
        ...{ estimateUsd: '0', createdAt, settings: { targets: ['m'], prompts: { kind: 'own', texts } } },
      },
    });
  const promptsOf = async (id: string) =>
    (await db().benchmark.findUniqueOrThrow({ where: { id } })).settings as { prompts: unknown };

  test('go with the person whom they name and with the key that asks them, and it is cancelled', async () => {
    await waiting('of-ada', ['Who is ada?', 'And why?']);
    const erase = (subject: object) => eraseData(OWNER, { workspace: 'main', ...subject } as never);
    expect(await erase({ user: 'bob' })).toMatchObject({ benchmarks: 0 });
    const green = { ...OWNER, reach: [{ workspaceId: 'main', teams: ['green'] }] };
    expect(await eraseData(green, { workspace: 'main', user: 'ada' })).toMatchObject({ benchmarks: 0 });
    expect(await erase({ user: 'ada' })).toMatchObject({ benchmarks: 1 });
    expect(await promptsOf('of-ada')).toMatchObject({ prompts: { kind: 'forgotten', count: 2 } });
    expect(await db().benchmark.findMany({ select: { status: true } })).toEqual([{ status: 'cancelling' }]);
    expect(await erase({ user: 'ada' })).toMatchObject({ benchmarks: 0 });
    await db().benchmark.deleteMany();
    await waiting('of-key', ['Who is ada?']);
    expect(await erase({ key: `${TEST_KEY}-on` })).toMatchObject({ benchmarks: 1 });
    await db().benchmark.deleteMany();
  });

  test('go after the days of bodies where no worker ever asked them', async () => {
    await waiting('old', ['Who is ada?'], new Date(Date.now() - 31 * 86_400_000));
    expect(await dropOld(undefined)).toMatchObject({ benchmarks: 1 });
    expect(await promptsOf('old')).toMatchObject({ prompts: { kind: 'forgotten', count: 1 } });
    expect(await dropOld(undefined)).toMatchObject({ benchmarks: 0 });
    await db().benchmark.deleteMany();
  });
});

describe('retention', () => {
  const count = async (table: string) =>
    (
      await pool.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_inherits WHERE inhparent = $1::regclass`,
        [table],
      )
    ).rows[0]?.n ?? 0;

  test('drops whole days, and earlier what a workspace keeps for less; the audit log tells', async () => {
    await sendAndStore();
    await applyConfig({
      file: { bodies: [{ id: 'main', policy: 'redacted', retentionDays: 3 }] },
      author: 'test',
    });
    const now = Date.now();
    const days = { body: await count('body'), request: await count('request') };
    const at = (days: number, ms = 0) => new Date(now + days * DAY_MS + ms);
    expect(await dropOld(undefined, at(2))).toEqual({ partitions: [], bodies: 0, benchmarks: 0, words: 0 });
    expect(await dropOld(undefined, at(3.01))).toEqual({
      partitions: [],
      bodies: 1,
      benchmarks: 0,
      words: 0,
    });
    const [entry] = await listAudit(OWNER, { limit: 1 });
    expect(entry).toMatchObject({ action: 'retention.drop', actor: { id: 'tollgate' } });
    const { partitions } = await dropOld(undefined, at(40));
    expect(partitions.length).toBe(days.body);
    expect(partitions.every((name) => name.startsWith('body_'))).toBe(true);
    expect(await count('request')).toBe(days.request);
    const { id: requestId, startedAt: requestStartedAt } = await db().request.findFirstOrThrow();
    const word = { requestId, requestStartedAt, source: 'feedback', score: 0, label: 'ask Ada' };
    await db().routingLabel.create({ data: { ...word, author: 'key:k' } });
    const later = { ...word, requestId: 'later', requestStartedAt: at(2), author: 'key:k' };
    await db().routingLabel.create({ data: later });
    const books = await dropOld(39, at(40));
    // Whose word it was could not be told any more; the score is part of what was learned.
    expect(await db().routingLabel.findMany({ orderBy: { requestStartedAt: 'asc' } })).toMatchObject([
      { requestId, score: 0, label: null },
      { requestId: 'later', label: 'ask Ada' },
    ]);
    expect(books.partitions.length).toBeGreaterThan(0);
    expect(books.words).toBe(1);
    expect(await db().rollup15m.count()).toBeGreaterThan(0);
    // The next request makes its day anew.
    await sendAndStore();
    expect(await db().body.count()).toBe(1);
  });
});
