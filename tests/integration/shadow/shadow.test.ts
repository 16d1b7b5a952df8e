import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { learnLabels } from '@/lib/feedback/learn-labels';
import { openShadow, type ShadowDesk } from '@/lib/shadow/open-shadow';
import { ask, startRouting } from '@/tests/unit/gateway/routing/routing-config';
import { chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from '@/tests/unit/gateway/upstream-stub';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { fillBooks } from '../analytics/fill-books';

const USAGE = { prompt_tokens: 10, completion_tokens: 10, total_tokens: 20 };

let database: FreshDatabase;
let pool: pg.Pool;
let desk: ShadowDesk;
let upstream: UpstreamStub;
let gateway: GatewayFixture;
let errors: unknown[] = [];
/** What the judge says, and what it was asked. */
let verdict = '{"first": 9, "second": 9}';

function answerOf(model: string, content: string): string {
  const choices = [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }];
  return JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model, choices, usage: USAGE });
}

beforeAll(async () => {
  database = await freshDatabase();
  pool = new pg.Pool({ connectionString: database.url });
  desk = openShadow(database.url, (error) => void errors.push(error));
  upstream = await startUpstream((response, { body }) => {
    const { model, stream } = JSON.parse(body) as { model: string; stream?: boolean };
    if (stream === true) {
      const end = {
        id: 'c',
        object: 'chat.completion.chunk',
        created: 1,
        model: 'm',
        choices: [],
        usage: USAGE,
      };
      response.writeHead(200, STREAM_HEAD);
      response.end(
        `${chatChunk('said by ')}${chatChunk(model)}data: ${JSON.stringify(end)}\n\ndata: [DONE]\n\n`,
      );
    } else response.end(answerOf(model, model === 'strong-1' ? verdict : `said by ${model}`));
  });
  const shadow = {
    target: 'middle',
    percent: 100,
    judge: 'strong',
    maxRequestsPerDay: 3,
    maxUsdPerDay: '0.5',
  };
  const rule = (id: string, settings: object) => ({
    ...{ id, name: id, when: { models: [id] }, targets: ['cheap'], settings },
  });
  gateway = await startRouting(
    upstream.url,
    [
      rule('auto', { shadow }),
      rule('poor', { shadow: { ...shadow, maxUsdPerDay: '0.000001' } }),
      rule('never', { shadow: { ...shadow, percent: 0 } }),
      rule('same', { shadow: { ...shadow, target: 'cheap' } }),
      rule('checked', { cascade: { checks: ['notRefusal'], to: 'strong' } }),
    ],
    {},
    { shadow: desk },
  );
});
beforeEach(() => {
  errors = [];
  upstream.calls.length = 0;
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
  await desk.close();
  await pool.end();
  await database.drop();
});

const models = () => upstream.calls.map(({ body }) => (JSON.parse(body) as { model: string }).model);
const labels = async () =>
  (await pool.query('SELECT request_id, author, score, judged_model FROM routing_label ORDER BY 1, 2')).rows;
const settled = (count: number) =>
  expect.poll(() => gateway.completions().length, { timeout: 5_000 }).toBe(count);

it('asks the other model and the judge after the answer, books both beside it, and keeps the scores alone', async () => {
  const response = await ask(gateway);
  expect(await response.json()).toMatchObject({ choices: [{ message: { content: 'said by cheap-1' } }] });
  await settled(3);
  expect(models()).toEqual(['cheap-1', 'middle-1', 'strong-1']);
  const [own, shadow, judge] = gateway.completions();
  const id = own?.request.requestId;
  expect(shadow?.request).toMatchObject({ keyId: 'shadow', route: { task: 'shadow', shadowOf: id } });
  expect(judge?.request).toMatchObject({ keyId: 'shadow', route: { task: 'shadow_judge', shadowOf: id } });
  expect(own?.attempts.map(({ cost }) => cost.totalUsd)).toEqual(['0.000005']);
  expect(shadow?.attempts.map(({ cost }) => cost.totalUsd)).toEqual(['0.00005']);
  await expect.poll(labels).toEqual([
    { request_id: id, author: 'judge:strong', score: 0.9, judged_model: null },
    { request_id: id, author: 'judge:strong:shadow', score: 0.9, judged_model: 'middle' },
  ]);
  expect(errors).toEqual([]);
});

it('spends of the day what it cost, and not what was held for it', async () => {
  const day = async () =>
    (await pool.query("SELECT requests, usd::text FROM shadow_day WHERE rule_id = 'auto'")).rows;
  await expect.poll(day).toEqual([{ requests: 1, usd: '0.000550000000' }]);
});

it('reads a streamed answer too, and asks the shadow for a whole one', async () => {
  verdict = 'no verdict';
  await (await ask(gateway, { body: { stream: true } })).text();
  await settled(6);
  const [, shadow, judge] = upstream.calls;
  expect(JSON.parse(shadow?.body ?? '')).not.toMatchObject({ stream: true });
  expect(judge?.body).toContain('said by cheap-1');
  expect(await labels()).toHaveLength(2);
});

it('stops at the day’s number of requests and at its money, and leaves out what is no use', async () => {
  await (await ask(gateway)).text();
  await settled(9);
  const before = gateway.completions().length;
  for (const model of ['auto', 'poor', 'never', 'same'])
    await (await ask(gateway, { body: { model } })).text();
  const tools = [{ type: 'function', function: { name: 'f', parameters: { type: 'object' } } }];
  await (await ask(gateway, { body: { tools } })).text();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(gateway.completions()).toHaveLength(before + 5);
  expect(errors).toEqual([]);
});

it('scores, and what a cascade’s checks said, become beliefs by task and model once they are on the books', async () => {
  await (await ask(gateway, { body: { model: 'checked' } })).text();
  await fillBooks(database.url, gateway.records);
  await learnLabels(pool);
  const { rows } = await pool.query(
    'SELECT model, sum(good) AS good, sum(bad) AS bad FROM routing_posterior GROUP BY 1 ORDER BY 1',
  );
  expect(rows).toEqual([
    { model: 'cheap', good: 0.45 + 0.25, bad: expect.closeTo(0.05) },
    { model: 'middle', good: 0.45, bad: expect.closeTo(0.05) },
  ]);
  const roles = await pool.query(
    "SELECT role, sum(attempts)::int AS attempts FROM rollup_15m WHERE key_id = 'shadow' AND attempts > 0 GROUP BY 1",
  );
  expect(roles.rows).toEqual([{ role: 'shadow', attempts: 6 }]);
});
