import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { configDocumentSchema } from '@/lib/config/document-schema';
import { loadSnapshot } from '@/lib/config/snapshot/load-snapshot';
import { db } from '@/lib/db';
import { judgeRequest } from '@/lib/feedback/judge-request';
import { learnLabels } from '@/lib/feedback/learn-labels';
import { listLabels } from '@/lib/feedback/list-labels';
import { openFeedback, type FeedbackDesk } from '@/lib/feedback/open-feedback';
import { newRequestId } from '@/lib/gateway/entrance/request-id';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from '../analytics/fill-books';
import { sampleTraffic } from '../analytics/sample-traffic';

const viewer = { id: 'u1', email: 'ada@example.com', role: 'owner' };
const NOW = Date.now();
const EARLIER = NOW - 3_600_000;
const OWN = newRequestId(EARLIER);
const LATE = newRequestId(NOW);
const KEY = 'feedback-key';

/** A request that the learned router saw as a translation, and `good-model` served. */
function translation(requestId: string, startedAt: number) {
  const done = sampleTraffic().find(({ outcome }) => outcome === 'success');
  if (done === undefined) throw new Error('There is one.');
  const route = { ...done.request.route, learnedTask: 'translation', confidence: 0.9 };
  const attempts = done.attempts
    .slice(-1)
    .map((one) => ({ ...one, attempt: 1, startedAt, model: 'good-model' }));
  const request = { ...done.request, requestId, startedAt, workspaceId: 'main', keyId: KEY, route };
  return { ...done, request, attempts };
}

let database: FreshDatabase;
let pool: pg.Pool;
let desk: FeedbackDesk;
beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  desk = openFeedback(
    database.url,
    () => NOW,
    () => undefined,
  );
  await createDefaultWorkspaces({ demo: false });
  const document = configDocumentSchema.parse({
    providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: 'http://127.0.0.1:1' }],
    models: [
      {
        id: 'good-model',
        tier: 'budget',
        offers: [{ provider: 'p', model: 'm' }],
        quality: { mean: 0.5, strength: 2 },
      },
    ],
  });
  await pool.query("INSERT INTO config_version (document, author) VALUES ($1, 'test')", [document]);
  await fillBooks(database.url, [translation(OWN, EARLIER)]);
});
afterAll(async () => {
  await desk.close();
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

const word = (requestId: string, score: number) => ({ requestId, score, label: undefined });
const cells = async () =>
  (await pool.query('SELECT task, model, good, bad, labels::int FROM routing_posterior ORDER BY 1, 2')).rows;

it('a word on an own request is learnt under its task and model, once however often it is said', async () => {
  expect(await desk.give(KEY, word(OWN, 1), EARLIER)).toBe('recorded');
  expect(await desk.give(KEY, word(OWN, 1), EARLIER)).toBe('recorded');
  expect(await learnLabels(pool)).toEqual({ cells: 1 });
  expect(await learnLabels(pool)).toEqual({ cells: 0 });
  expect(await cells()).toEqual([{ task: 'translation', model: 'good-model', good: 1, bad: 0, labels: 1 }]);
});

it('another word of the same author takes the place of the first', async () => {
  await desk.give(KEY, word(OWN, 0.25), EARLIER);
  await learnLabels(pool);
  expect(await cells()).toEqual([
    { task: 'translation', model: 'good-model', good: 0.25, bad: 0.75, labels: 1 },
  ]);
});

it('a word that is changed just when it is learnt counts as it is then', async () => {
  await desk.give(KEY, word(OWN, 1), EARLIER);
  const client = await pool.connect();
  await client.query('BEGIN');
  await client.query('UPDATE routing_label SET score = 0.25, learnt = false');
  const learning = learnLabels(pool);
  const waiting = () =>
    pool
      .query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
      .then(({ rowCount }) => rowCount);
  await expect.poll(waiting).toBe(1);
  await client.query('COMMIT');
  client.release();
  expect(await learning).toEqual({ cells: 1 });
  expect(await cells()).toMatchObject([{ good: 0.25, bad: 0.75, labels: 1 }]);
  expect(await learnLabels(pool)).toEqual({ cells: 0 });
});

it('requests of other keys, and ids that never were, are unknown and teach nothing', async () => {
  expect(await desk.give('other-key', word(OWN, 1), EARLIER)).toBe('unknown');
  expect(await desk.give(KEY, word(newRequestId(EARLIER), 1), EARLIER)).toBe('unknown');
  expect(await learnLabels(pool)).toEqual({ cells: 0 });
});

it('a word on a request that is not on the books yet waits for it, and counts only for its own key', async () => {
  expect(await desk.give(KEY, word(LATE, 1), NOW)).toBe('awaited');
  expect(await desk.give('other-key', word(LATE, 0), NOW)).toBe('awaited');
  expect(await learnLabels(pool)).toEqual({ cells: 0 });
  await fillBooks(database.url, [translation(LATE, NOW)]);
  await learnLabels(pool);
  expect(await cells()).toEqual([
    { task: 'translation', model: 'good-model', good: 1.25, bad: 0.75, labels: 2 },
  ]);
});

it('a person who may see a request judges it beside its key', async () => {
  const seen = { requestId: OWN, score: 1, label: 'good' };
  expect(await judgeRequest(viewer, seen)).toEqual(seen);
  await judgeRequest(viewer, seen);
  await learnLabels(pool);
  expect(await cells()).toMatchObject([{ good: 2.25, bad: 0.75, labels: 3 }]);
  await expect(judgeRequest(viewer, { ...seen, requestId: newRequestId(EARLIER) })).rejects.toThrow(
    'no such request',
  );
  await expect(judgeRequest({ ...viewer, role: 'nobody' }, seen)).rejects.toThrow('lacks the right');
});

it('the page of a request lists whose word was what, and names nobody', async () => {
  expect((await listLabels(viewer, OWN)).map(({ by, score }) => [by, score])).toEqual([
    ['you', 1],
    ['key', 0.25],
  ]);
  expect((await listLabels({ ...viewer, id: 'u2' }, OWN))[0]?.by).toBe('person');
  await expect(listLabels(viewer, newRequestId(EARLIER))).rejects.toThrow('no such request');
});

it('gateways read what was learnt on top of the prior of the model', async () => {
  const { beliefs } = await loadSnapshot(pool);
  expect(beliefs.get('main')?.get('translation')?.get('good-model')).toEqual({ good: 3.25, bad: 1.75 });
});
