import { expect, test } from '@playwright/test';
import { toFile, type OpenAI } from 'openai';
import pg from 'pg';
import { sumUsd } from '@/lib/pricing/money';
import { childPids } from '../support/child-pids';
import type { RunningTollgate } from '../support/start-tollgate';
import { watchMemory } from '../support/watch-memory';
import { clientOf, simulator, startProduct, type SimulatorEntry } from './product';

/** `npm run test:batch -- --items 100000` is the long form. */
const ITEMS = Number(process.env['BATCH_ITEMS'] ?? 1_500);
const CONCURRENCY = ITEMS > 10_000 ? 200 : 50;
/** Each rate limit holds a whole batch up: of very many items a smaller share meets one. */
const FAULT_RATE = Math.min(0.02, 200 / ITEMS);
const ITEM_MS = 20;
const OVER = ['completed', 'failed', 'cancelled'];

let tollgate: RunningTollgate;
let client: OpenAI;
test.beforeAll(async () => {
  test.setTimeout(300_000);
  tollgate = await startProduct({ TOLLGATE_WORKERS: '1' });
  client = clientOf(tollgate);
});
test.afterAll(() => tollgate.remove());

const line = (index: number, more: object = {}) =>
  JSON.stringify({
    custom_id: `item-${index}`,
    method: 'POST',
    url: '/v1/chat/completions',
    body: {
      model: index % 2 === 0 ? 'deepseek-v3.2' : 'gpt-4.1',
      max_tokens: 20,
      messages: [{ role: 'user', content: `Question ${index}: what is ${index} + ${index}?` }],
      ...more,
    },
  });
const manyLines = (count: number) => Array.from({ length: count }, (_none, index) => line(index)).join('\n');

async function submit(text: string, metadata: Record<string, string> = {}) {
  const file = await client.files.create({
    file: await toFile(Buffer.from(text), 'questions.jsonl'),
    purpose: 'batch',
  });
  return client.batches.create({
    input_file_id: file.id,
    endpoint: '/v1/chat/completions',
    completion_window: '24h',
    metadata,
  });
}

async function finished(id: string) {
  let batch = await client.batches.retrieve(id);
  await expect
    .poll(async () => OVER.includes((batch = await client.batches.retrieve(id)).status), {
      timeout: 240_000 + ITEMS * ITEM_MS,
    })
    .toBe(true);
  return batch;
}

interface ResultLine {
  custom_id: string;
  response: { status_code: number; body: { choices?: { message: { content: string } }[] } } | null;
  error: { code: string } | null;
}

async function resultsOf(fileId: string | null | undefined): Promise<ResultLine[]> {
  if (!fileId) return [];
  const text = await (await client.files.content(fileId)).text();
  return text
    .trim()
    .split('\n')
    .map((row) => JSON.parse(row) as ResultLine);
}

/** What the simulator billed for a batch, and what our books say of it. */
async function moneyOf(batchId: string) {
  const database = new pg.Client(tollgate.databaseUrl);
  await database.connect();
  const { rows } = await database.query<{ id: string; cost: string | null }>(
    `SELECT a.request_id || '.' || a.attempt AS id, trim_scale(a.cost_usd)::text AS cost
     FROM attempt a JOIN request r ON r.id = a.request_id AND r.started_at = a.request_started_at
     WHERE r.tags @> jsonb_build_object('batch', $1::text, 'via', 'batch') AND a.outcome <> 'orphan'`,
    [batchId],
  );
  await database.end();
  const entries = await simulator<SimulatorEntry[]>(tollgate, '/admin/ledger');
  const billed = new Map(entries.map(({ clientRequestId, amountUsd }) => [clientRequestId, amountUsd]));
  const ours = rows.filter(({ cost }) => cost !== null);
  return {
    booked: sumUsd(ours.map(({ cost }) => cost ?? '0')),
    billed: sumUsd(ours.map(({ id }) => billed.get(id) ?? '0')),
  };
}

test('a batch with faults and a killed worker ends with each item exactly once, and the books agree with the provider', async () => {
  test.setTimeout(400_000 + 2 * ITEMS * ITEM_MS);
  await simulator(tollgate, '/admin/faults', { rate: FAULT_RATE, kinds: ['500', '429'] });
  const memory = watchMemory(tollgate.pid, ['worker', 'gateway']);
  const { id } = await submit(manyLines(ITEMS), { tollgate_concurrency: String(CONCURRENCY) });
  const done = async () => (await client.batches.retrieve(id)).request_counts?.completed ?? 0;
  await expect.poll(done, { timeout: 60_000 + ITEMS * ITEM_MS }).toBeGreaterThan(ITEMS / 10);
  const midway = (await client.batches.retrieve(id)) as { expected_end_at?: number | null };
  expect(midway.expected_end_at).toBeGreaterThan(Date.now() / 1000 - 1);
  const [worker] = childPids(tollgate.pid)['worker'] ?? [];
  if (worker === undefined) throw new Error('there is no worker');
  process.kill(worker, 'SIGKILL');
  const batch = await finished(id);
  const { worker: ofWorker, gateway: ofGateway } = memory();
  await simulator(tollgate, '/admin/faults', { rate: 0, kinds: [] });
  console.log(`${ITEMS} items, MB at first and at most:`, { worker: ofWorker, gateway: ofGateway });
  // What is held does not grow with the number of items, beyond the set of their custom_ids.
  for (const of of [ofWorker, ofGateway]) expect((of?.most ?? Infinity) - (of?.first ?? 0)).toBeLessThan(500);

  expect(batch.status).toBe('completed');
  const [answers, errors] = [await resultsOf(batch.output_file_id), await resultsOf(batch.error_file_id)];
  const ids = [...answers, ...errors].map(({ custom_id }) => custom_id);
  expect(ids.length).toBe(ITEMS);
  expect(new Set(ids).size).toBe(ITEMS);
  expect(batch.request_counts).toEqual({ total: ITEMS, completed: answers.length, failed: errors.length });
  const interrupted = errors.filter(({ error }) => error?.code === 'interrupted').length;
  expect(interrupted, 'at most what was under way at the kill').toBeLessThanOrEqual(CONCURRENCY);
  // One expectation: a hundred thousand of them take Playwright minutes.
  const empty = answers.filter(({ response }) => !response?.body.choices?.[0]?.message.content);
  expect(empty.map(({ custom_id }) => custom_id)).toEqual([]);

  await expect.poll(async () => (await moneyOf(id)).booked, { timeout: 30_000 }).not.toBe('0');
  const { booked, billed } = await moneyOf(id);
  expect(booked).toBe(billed);
});

test('a cap is never passed, stops cleanly and keeps what is done', async () => {
  const { id } = await submit(manyLines(200), { tollgate_max_cost_usd: '0.002', tollgate_concurrency: '20' });
  const batch = (await finished(id)) as Awaited<ReturnType<typeof finished>> & { cost_usd: string };
  expect(batch.status).toBe('completed');
  expect(Number(batch.cost_usd)).toBeGreaterThan(0);
  expect(Number(batch.cost_usd)).toBeLessThanOrEqual(0.002);
  const [answers, errors] = [await resultsOf(batch.output_file_id), await resultsOf(batch.error_file_id)];
  expect(answers.length + errors.length).toBe(200);
  expect(answers.length).toBeGreaterThan(0);
  expect(new Set(errors.map(({ error }) => error?.code))).toEqual(new Set(['batch_cap_reached']));
});

test('a cap below the first item sends nothing', async () => {
  const { id } = await submit(manyLines(3), { tollgate_max_cost_usd: '0.0000000001' });
  const batch = await finished(id);
  expect(batch.request_counts).toEqual({ total: 3, completed: 0, failed: 3 });
  expect(batch.errors?.data?.[0]?.code).toBe('batch_cap_reached');
});

test('a file with wrong lines is refused with their numbers before anything runs, or by rule listed', async () => {
  const text = [line(1), 'no JSON', line(1), line(2, { model: 'unheard-of' }), '{"custom_id":"x"}'].join(
    '\n',
  );
  const refused = await finished((await submit(text)).id);
  expect(refused.status).toBe('failed');
  expect(refused.errors?.data?.map(({ line: at, code }) => [at, code])).toEqual([
    [2, 'invalid_json'],
    [3, 'duplicate_custom_id'],
    [4, 'model_not_found'],
    [5, 'invalid_line'],
  ]);
  const listed = await finished((await submit(text, { tollgate_on_bad_line: 'report' })).id);
  expect(listed.status).toBe('completed');
  expect(listed.request_counts).toEqual({ total: 5, completed: 1, failed: 4 });
  expect(await resultsOf(listed.error_file_id)).toHaveLength(4);
});

test('a cancelled batch keeps what came, and sends nothing more', async () => {
  const { id } = await submit(manyLines(2_000), { tollgate_concurrency: '5' });
  const done = async () => (await client.batches.retrieve(id)).request_counts?.completed ?? 0;
  await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(5);
  await client.batches.cancel(id);
  const batch = await finished(id);
  expect(batch.status).toBe('cancelled');
  const [answers, errors] = [await resultsOf(batch.output_file_id), await resultsOf(batch.error_file_id)];
  expect(answers.length + errors.length).toBe(2_000);
  expect(errors.length).toBeGreaterThan(0);
});

test('files are listed, read, removed, and another key’s are not there', async () => {
  const file = await client.files.create({
    file: await toFile(Buffer.from(line(1)), 'one.jsonl'),
    purpose: 'batch',
  });
  expect(await client.files.retrieve(file.id)).toMatchObject({
    bytes: line(1).length,
    filename: 'one.jsonl',
  });
  expect(await (await client.files.content(file.id)).text()).toBe(line(1));
  expect((await client.files.list()).data[0]?.id).toBe(file.id);
  await client.files.delete(file.id);
  await expect(client.files.retrieve(file.id)).rejects.toMatchObject({ status: 404 });
  await expect(
    client.batches.create({
      input_file_id: file.id,
      endpoint: '/v1/chat/completions',
      completion_window: '24h',
    }),
  ).rejects.toMatchObject({ status: 404 });
  await expect(
    client.files.create({ file: await toFile(Buffer.from('x'), 'x.txt'), purpose: 'assistants' }),
  ).rejects.toMatchObject({ status: 400 });
});

test('who is not signed in is sent to sign in for a file, and told so in the answer to an upload', async () => {
  const headers = { 'sec-fetch-site': 'same-origin' };
  const download = await fetch(`${tollgate.url}/batches/files/file-a?batch=b`, { redirect: 'manual' });
  expect([download.status, download.headers.get('location')]).toEqual([
    307,
    expect.stringMatching(/\/sign-in\?callbackUrl=%2Fbatches$/),
  ]);
  const upload = await fetch(`${tollgate.url}/batches/upload?name=a.jsonl`, {
    ...{ method: 'POST', headers, body: '{}', redirect: 'manual' },
  });
  expect([upload.status, await upload.json()]).toEqual([
    401,
    { message: expect.stringContaining('no longer signed in') },
  ]);
});
