import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBatch } from '@/lib/batches/create';
import { runBatch } from '@/lib/batches/run-batch';
import { createBatchSchema } from '@/lib/batches/schemas';
import { removeFile } from '@/lib/files/read';
import { storeFile } from '@/lib/files/store';
import type { WorkerPipeline } from '@/lib/jobs/pipeline';
import { snapshotOf } from '@/tests/support/gateway-fixture';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

const OWNER = { workspaceId: 'main', keyId: 'app', author: 'test', address: undefined };
const SNAPSHOT = snapshotOf(
  {
    providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: 'http://127.0.0.1:9/v1' }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
  },
  [],
);
const LATER = new Date(Date.now() + 3_600_000).toISOString();
let database: FreshDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  await pool.query(`INSERT INTO workspace (id, name) VALUES ('main', 'Main') ON CONFLICT DO NOTHING`);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

async function* content(text: string): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += 65_536)
    yield await Promise.resolve(bytes.subarray(at, at + 65_536));
}

/** A batch of these lines that is not to be sent before LATER. */
async function batchOf(lines: object[], metadata: Record<string, string> = {}) {
  const text = lines.map((line) => JSON.stringify(line)).join('\n');
  const head = { workspaceId: 'main', keyId: 'app', filename: 'x', purpose: 'batch' } as const;
  const file = await storeFile(pool, head, content(text));
  const wanted = createBatchSchema.parse({
    ...{ input_file_id: file.id, endpoint: '/v1/chat/completions' },
    metadata: { tollgate_run_after: LATER, ...metadata },
  });
  return { file, batch: await createBatch(pool, OWNER, wanted) };
}

/** The worker's look at a batch, with `database` in place of the pool. */
async function lookAt(id: string, database: Pick<pg.Pool, 'query' | 'connect'> = pool) {
  const never = new AbortController().signal;
  const pipeline = { snapshot: () => SNAPSHOT } as WorkerPipeline;
  const lease = { holder: 'test', lost: never };
  await runBatch({ pool: database as pg.Pool, pipeline, lease, stopping: never }, id);
  const { rows } = await pool.query<{ status: string; problems: { code: string }[] }>(
    'SELECT status, problems FROM batch WHERE id = $1',
    [id],
  );
  const items = await pool.query<{ customId: string; state: string }>(
    `SELECT custom_id AS "customId", state FROM batch_item WHERE batch_id = $1 ORDER BY line`,
    [id],
  );
  return {
    status: rows[0]?.status,
    codes: rows[0]?.problems.map(({ code }) => code),
    items: items.rows,
  };
}

const line = (customId: string, text = 'Hi', model = 'm') => ({
  ...{ custom_id: customId, method: 'POST', url: '/v1/chat/completions' },
  body: { model, messages: [{ role: 'user', content: text }] },
});

it('texts that the database cannot keep are refused by their line, or sent as they are', async () => {
  const { batch } = await batchOf([line('a', '\0 \ud800 \\u0000')], {
    tollgate_cheapest_before: LATER,
  });
  expect(await lookAt(batch.id)).toEqual({
    ...{ status: 'in_progress', codes: [] },
    items: [{ customId: 'a', state: 'pending' }],
  });
  const bad = await batchOf([line('a\0'), line('b', 'Hi', '\0'), { ...line('c'), url: '/\0' }]);
  expect(await lookAt(bad.batch.id)).toEqual({
    ...{ status: 'failed', items: [] },
    codes: ['invalid_line', 'model_not_found', 'wrong_endpoint'],
  });
});

it('what cannot be sent is listed by its own custom_id, and by its line where it has none', async () => {
  const { batch } = await batchOf([line('a'), line('b', 'Hi', 'none'), line('a'), line('(line 3)')], {
    tollgate_on_bad_line: 'report',
  });
  expect(await lookAt(batch.id)).toMatchObject({
    status: 'in_progress',
    items: [
      { customId: 'a', state: 'pending' },
      { customId: 'b', state: 'failed' },
      { customId: '(line 3)', state: 'failed' },
      { customId: '(line 4)', state: 'failed' },
    ],
  });
});

it('leaves no files of answers behind when it is erased while they are written', async () => {
  const { batch } = await batchOf([line('a')]);
  await lookAt(batch.id);
  await pool.query(`UPDATE batch_item SET state = 'done', status = 200, answer = '{}' WHERE batch_id = $1`, [
    batch.id,
  ]);
  await pool.query(`UPDATE batch SET status = 'finalizing', done = 1 WHERE id = $1`, [batch.id]);
  const erasing = {
    connect: () => pool.connect(),
    query: async (text: string, values: unknown[]) => {
      const result = await pool.query(text, values);
      if (text.includes('FROM batch_item')) await pool.query('DELETE FROM batch WHERE id = $1', [batch.id]);
      return result;
    },
  };
  await lookAt(batch.id, erasing as unknown as pg.Pool);
  expect((await pool.query(`SELECT id FROM file WHERE purpose = 'batch_output'`)).rows).toEqual([]);
});

it('nothing of a file is sent that is removed before it was read to its end', async () => {
  const gone = await batchOf([line('a')]);
  await removeFile(pool, 'app', gone.file.id);
  expect(await lookAt(gone.batch.id)).toEqual({ status: 'failed', codes: ['file_gone'], items: [] });

  const half = await batchOf([line('a', 'x'.repeat(600_000)), line('b', 'y'.repeat(600_000))]);
  const removing = {
    connect: () => pool.connect(),
    query: async (text: string, values: unknown[]) => {
      if (text.includes('file_chunk') && values[1] === 1) await removeFile(pool, 'app', half.file.id);
      return pool.query(text, values);
    },
  };
  expect(await lookAt(half.batch.id, removing as unknown as pg.Pool)).toEqual({
    ...{ status: 'failed', codes: ['file_gone'], items: [] },
  });
});
