import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import type { KeptAnswer } from '@/lib/cache/kept-answer';
import { purgeCache } from '@/lib/cache/purge-cache';
import { PgAnswerStore } from '@/lib/cache/store/pg-answer-store';
import { sweepAnswers } from '@/lib/cache/store/run-sweeping';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

const owner = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const key = (n: number) => String(n).padStart(64, 'a');

function answer(n: number, over: Partial<KeptAnswer> = {}): KeptAnswer {
  const storedAt = Date.now();
  return {
    ...{
      key: key(n),
      workspaceId: 'main',
      ruleId: 'r',
      body: Buffer.from(`{"n":${n},"é":"\u{1F600}"}`),
      stream: false,
    },
    usage: { provider: 'p', model: 'm', upstreamModel: 'm-1', meters: { 'in.text': 3 } },
    ...{ latencyMs: 5, storedAt, expiresAt: storedAt + 60_000 },
    ...over,
  };
}

let database: FreshDatabase;
let pool: pg.Pool;
let stores: PgAnswerStore[] = [];
const errors: unknown[] = [];

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  process.env['TOLLGATE_SECRET'] ??= 'a secret of the tests, long enough to be one';
  await createDefaultWorkspaces({ demo: false });
  pool = new pg.Pool({ connectionString: database.url, max: 1 });
});
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});
beforeEach(() => pool.query('TRUNCATE cache_answer, cache_purge'));
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
  stores = [];
  errors.length = 0;
});

/** A gateway's part; it does nothing before it is told to. */
function openProcess(databaseUrl = database.url, now: () => number = Date.now) {
  const memory = new AnswerMemory(1024 * 1024);
  const store = new PgAnswerStore({
    ...{ databaseUrl, memory, now, isWanted: () => true, everyMs: 3_600_000 },
    onError: (error) => void errors.push(error),
  });
  stores.push(store);
  return { memory, store };
}

describe('answers are shared by processes', () => {
  test('what one has kept the other has in memory after its next look, byte for byte', async () => {
    const [one, other] = [openProcess(), openProcess()];
    const kept = answer(1);
    one.store.keep(kept);
    await one.store.tend();
    await other.store.tend();
    expect(other.memory.get(kept.key, Date.now())).toEqual(kept);
    expect(await other.store.look(kept.key)).toEqual(kept);
  });
  test('what it means goes along, to the last bit of its vector', async () => {
    const vector = Float32Array.from([0.1, -0.7, 1e-9]);
    const kept = answer(1, { meaning: { group: 'g', context: 'c', prompt: 'Is 5 > 3?', vector } });
    const [one, other] = [openProcess(), openProcess()];
    one.store.keep(kept);
    await one.store.tend();
    await other.store.tend();
    expect(other.memory.get(kept.key, Date.now())?.meaning).toEqual(kept.meaning);
  });
  test('an earlier answer never takes the place of a later one', async () => {
    const { store } = openProcess();
    const now = Date.now();
    for (const storedAt of [now, now - 5_000]) {
      store.keep(answer(1, { storedAt, latencyMs: now - storedAt }));
      await store.tend();
    }
    expect((await store.look(key(1)))?.latencyMs).toBe(0);
  });
  test('nothing of it lies in the database as text', async () => {
    const { store } = openProcess();
    store.keep(answer(1, { body: Buffer.from('the canary sings') }));
    await store.tend();
    const { rows } = await pool.query<{ text: string }>(
      `SELECT encode(sealed, 'escape') AS text FROM cache_answer`,
    );
    expect(rows[0]?.text).not.toContain('canary');
  });
});

describe('rows that are not as they were written are passed over', () => {
  const written = async (...answers: KeptAnswer[]) => {
    const { store } = openProcess();
    for (const one of answers) store.keep(one);
    await store.tend();
    return store;
  };
  test.each([
    ['a byte was changed', `UPDATE cache_answer SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)`],
    ['it was cut', `UPDATE cache_answer SET sealed = substr(sealed, 1, 20)`],
    ['it is empty', `UPDATE cache_answer SET sealed = ''`],
    ['it is plain JSON', `UPDATE cache_answer SET sealed = '{"body":"poison"}'`],
  ])('%s', async (_, statement) => {
    const store = await written(answer(1));
    await pool.query(statement);
    const other = openProcess();
    await other.store.tend();
    expect([await store.look(key(1)), other.memory.view.answers]).toEqual([undefined, 0]);
  });
  test('one row stands in the place of another', async () => {
    const store = await written(answer(1, { workspaceId: 'other' }), answer(2));
    await pool.query('UPDATE cache_answer SET sealed = (SELECT sealed FROM cache_answer WHERE key = $1)', [
      key(1),
    ]);
    expect(await store.look(key(2))).toBeUndefined();
  });
});

describe('a purge', () => {
  test('goes to the database, the memory of every process and the audit log', async () => {
    const { memory, store } = openProcess();
    await store.tend();
    for (const one of [answer(1), answer(2, { ruleId: 's' }), answer(3, { workspaceId: 'other' })]) {
      memory.put(one);
      store.keep(one);
    }
    await store.tend();
    expect(await purgeCache(owner, { workspace: 'main', rule: 'r' }, new Date())).toEqual({ answers: 1 });
    await store.tend();
    expect([1, 2, 3].map((n) => memory.has(key(n)))).toEqual([false, true, true]);
    const entry = await db().auditEntry.findFirstOrThrow({ orderBy: { seq: 'desc' } });
    expect(entry).toMatchObject({ action: 'cache.purge', workspaceId: 'main', actorId: 'u1' });
    expect(JSON.parse(entry.entry)).toMatchObject({ after: { answers: 1, rule: 'r' } });
  });
  test('also takes what was kept before it and is written after it', async () => {
    const { store } = openProcess();
    const early = answer(1);
    await purgeCache(owner, { workspace: 'main' }, new Date(early.storedAt + 1));
    store.keep(early);
    store.keep(answer(2, { storedAt: early.storedAt + 10 }));
    await store.tend();
    expect((await pool.query('SELECT key FROM cache_answer')).rows).toEqual([{ key: key(2) }]);
  });
  test.each([{ model: 'm' }, { key: key(1) }])('by %o', async (scope) => {
    const { store } = openProcess();
    store.keep(answer(1));
    store.keep(answer(2, { usage: { ...answer(2).usage, model: 'n' } }));
    await store.tend();
    expect(await purgeCache(owner, { workspace: 'main', ...scope }, new Date(Date.now() + 5))).toEqual({
      answers: 1,
    });
    expect((await pool.query('SELECT key FROM cache_answer')).rows).toEqual([{ key: key(2) }]);
  });
  test('is refused to who may not publish, and of a workspace that they do not reach', async () => {
    await expect(
      purgeCache({ ...owner, role: 'viewer' }, { workspace: 'main' }, new Date()),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const reach = [{ workspaceId: 'other' }];
    await expect(purgeCache({ ...owner, reach }, { workspace: 'main' }, new Date())).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('bounds', () => {
  test('what has expired goes, and then the oldest until the rest fits', async () => {
    const { store } = openProcess();
    const now = Date.now();
    store.keep(answer(0, { expiresAt: now - 1 }));
    for (const n of [1, 2, 3]) store.keep(answer(n, { storedAt: now + n }));
    await store.tend();
    const { rows } = await pool.query<{ bytes: number }>('SELECT max(bytes) AS bytes FROM cache_answer');
    await sweepAnswers(pool, 2 * (rows[0]?.bytes ?? 0));
    expect(
      (await pool.query('SELECT key FROM cache_answer ORDER BY key')).rows.map(
        (row: { key: string }) => row.key,
      ),
    ).toEqual([key(2), key(3)]);
  });
  test('a database that is away costs a hit and nothing else', async () => {
    const { store } = openProcess('postgres://nobody@127.0.0.1:9/none');
    store.keep(answer(1));
    await store.tend();
    expect(await store.look(key(1))).toBeUndefined();
    expect(errors.length).toBeGreaterThan(0);
  });
});
