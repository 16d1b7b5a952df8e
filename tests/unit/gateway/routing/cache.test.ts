import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBudgets } from '@/lib/budgets/open-budgets';
import { AnswerCache } from '@/lib/cache/answer-cache';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import { parseUsd } from '@/lib/pricing/money';
import { snapshotOf, startGateway, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { MemoryStore } from '@/tests/unit/budgets/memory-store';
import { chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from '../upstream-stub';
import { cachedRule, OTHER_KEY, OTHER_TENANT, startCached } from './cache-world';
import { ask, ROUTING_KEY, routingConfig } from './routing-config';

type Answer = (response: ServerResponse, body: Record<string, unknown>) => void;

const usage = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 };
const said = (content: string | null, more: object = {}, finish = 'stop') =>
  JSON.stringify({
    ...{ id: 'c', object: 'chat.completion', created: 1, model: 'cheap-1', usage },
    choices: [{ index: 0, message: { role: 'assistant', content, ...more }, finish_reason: finish }],
  });

let calls = 0;
const normal: Answer = (response, { stream }) => {
  if (stream !== true) return void response.end(said(`answer ${calls}`));
  response.writeHead(200, STREAM_HEAD);
  response.write(chatChunk(`stream ${calls}`));
  const choices = [{ index: 0, delta: {}, finish_reason: 'stop' }];
  response.write(
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices })}\n\n`,
  );
  response.write(
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [], usage })}\n\n`,
  );
  response.end('data: [DONE]\n\n');
};
let answer: Answer = normal;

let upstream: UpstreamStub;
let gateway: GatewayFixture;
beforeAll(async () => {
  upstream = await startUpstream((response, { body }) => {
    calls += 1;
    answer(response, JSON.parse(body) as Record<string, unknown>);
  });
});
afterAll(() => upstream.close());

async function begin(rule = cachedRule()): Promise<void> {
  await gateway?.close();
  gateway = await startCached(upstream.url, [rule]);
}
beforeEach(async () => {
  answer = normal;
  await begin();
});
afterAll(() => gateway.close());

const told = async (asked: Parameters<typeof ask>[1] = {}) => {
  const response = await ask(gateway, asked);
  const { headers, status } = response;
  return {
    status,
    cache: headers.get('x-tollgate-cache'),
    cost: headers.get('x-tollgate-cost-usd'),
    headers,
    text: await response.text(),
  };
};
/** Whether the second of two requests is answered from the cache. */
const hits = async (first: Parameters<typeof ask>[1], second = first) => {
  await told(first);
  return (await told(second)).cache === 'hit';
};
const withKey = (key: string) => ({ headers: { authorization: `Bearer ${key}` } });

describe('a rule with a cache', () => {
  it('answers the same request again without asking anybody, byte for byte and for nothing', async () => {
    const first = await told();
    const before = calls;
    const second = await told();
    expect([first.cache, second.cache, calls - before]).toEqual(['miss', 'hit', 0]);
    expect(second.text).toBe(first.text);
    expect([second.cost, second.headers.get('x-tollgate-attempts'), second.headers.get('age')]).toEqual([
      '0',
      '0',
      '0',
    ]);
  });
  it('puts a hit on the books with exactly what the attempt would have cost', async () => {
    await told();
    const { headers } = await told();
    const done = gateway.completions().at(-1);
    expect(done).toMatchObject({ cache: 'hit_exact', attempts: [], outcome: 'success' });
    expect(done?.saved).toMatchObject({
      provider: 'p',
      model: 'cheap',
      meters: { 'in.text': 100, 'out.text': 50 },
      usd: '0.00003',
    });
    expect(headers.get('x-tollgate-saved-usd')).toBe('0.00003');
  });
  it('gives a stream again as a stream, with the same events', async () => {
    const first = await told({ body: { stream: true } });
    const second = await told({ body: { stream: true } });
    const events = (text: string) => text.split('\n\n').filter((one) => one.startsWith('data:'));
    expect([first.cache, second.cache]).toEqual(['miss', 'hit']);
    expect(events(second.text)).toEqual(events(first.text));
    expect(second.text).toContain(': x-tollgate-cost-usd 0\n\n');
  });
  it.each([
    ['names in another order', { temperature: 0, seed: 3 }, { seed: 3, temperature: 0 }],
    ['another end user', { user: 'a' }, { user: 'b' }],
  ])('takes for the same: %s', async (_, one, other) => {
    expect(await hits({ body: one }, { body: other })).toBe(true);
  });
  it.each([
    ['a prompt that differs in a space', { messages: [{ role: 'user', content: 'Say  hello.' }] }],
    [
      'another system prompt',
      {
        messages: [
          { role: 'system', content: 'x' },
          { role: 'user', content: 'Say hello.' },
        ],
      },
    ],
    ['another parameter', { max_tokens: 5 }],
    ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }],
  ])('takes for another request: %s', async (_, body) => {
    expect(await hits({}, { body })).toBe(false);
  });
  it.each([
    ['asks for variety', { temperature: 0.7 }],
    ['wants several answers', { n: 2 }],
    ['has the vendor search the web', { web_search_options: {} }],
    [
      'holds a number that parsers round',
      { tools: [{ type: 'function', function: { name: 'f', parameters: { maximum: 2 ** 60 } } }] },
    ],
  ])('stays out of the way of a request that %s', async (_, body) => {
    await told({ body });
    expect((await told({ body })).cache).toBe('off');
  });
  it('keeps answers that were sampled where the rule says so', async () => {
    await begin(cachedRule({ sampled: true }));
    expect(await hits({ body: { temperature: 0.7 } })).toBe(true);
  });
});

describe('what a client says', () => {
  it.each<Record<string, string>>([{ 'cache-control': 'no-store' }, { 'x-tollgate-cache': 'off' }])(
    '%o is neither given nor kept',
    async (headers) => {
      expect((await told({ headers })).cache).toBe('off');
      expect((await told()).cache).toBe('miss');
      expect((await told({ headers })).cache).toBe('off');
    },
  );
  it('`refresh` asks anew and keeps that', async () => {
    await told();
    const fresh = await told({ headers: { 'x-tollgate-cache': 'refresh' } });
    const after = await told();
    expect([fresh.cache, after.cache, after.text]).toEqual(['miss', 'hit', fresh.text]);
  });
  it('another word is a 400 that names the header', async () => {
    const { status, text } = await told({ headers: { 'x-tollgate-cache': 'maybe' } });
    expect([status, JSON.parse(text)]).toMatchObject([400, { error: { param: 'x-tollgate-cache' } }]);
  });
});

describe('tenants', () => {
  it('another workspace gets nothing, though its key begins with the other one', async () => {
    await told();
    expect((await told(withKey(OTHER_TENANT))).cache).toBe('miss');
  });
  it('keys of a workspace share, unless the rule keeps them apart', async () => {
    expect(await hits({}, withKey(OTHER_KEY))).toBe(true);
    await begin(cachedRule({ scope: 'key' }));
    expect(await hits({}, withKey(OTHER_KEY))).toBe(false);
    expect(await hits(withKey(OTHER_KEY))).toBe(true);
  });
});

describe('what is not kept', () => {
  it.each<[string, string]>([
    [
      'a tool call',
      said(
        null,
        { tool_calls: [{ id: 't', type: 'function', function: { name: 'f', arguments: '{}' } }] },
        'tool_calls',
      ),
    ],
    ['an answer cut by a limit', said('cut', {}, 'length')],
    ['a filtered answer', said('', {}, 'content_filter')],
    ['a refusal', said(null, { refusal: 'no' })],
  ])('%s', async (_, body) => {
    answer = (response) => void response.end(body);
    expect(await hits({})).toBe(false);
  });
  it('an error', async () => {
    answer = (response) => void response.writeHead(400).end('{"error":{"message":"no"}}');
    expect((await told()).status).toBe(400);
    answer = normal;
    expect(await told()).toMatchObject({ status: 200, cache: 'miss' });
  });
  it('a stream that broke', async () => {
    answer = (response) => {
      response.writeHead(200, STREAM_HEAD);
      response.write(chatChunk('half'));
      setTimeout(() => response.destroy(), 20);
    };
    await told({ body: { stream: true } }).catch(() => undefined);
    answer = normal;
    expect((await told({ body: { stream: true } })).cache).toBe('miss');
  });
  it('the answer of a fallback, since the first choice may be back', async () => {
    answer = (response, body) => {
      if (body['model'] === 'cheap-1')
        response.writeHead(400).end('{"error":{"message":"model not found","code":"model_not_found"}}');
      else normal(response, body);
    };
    const first = await told();
    answer = normal;
    expect([first.headers.get('x-tollgate-model'), (await told()).cache]).toEqual(['strong', 'miss']);
  });
  it('an answer without a usage report, of which nobody knows what it costs', async () => {
    answer = (response) => void response.end(said('x').replace(`,"usage":${JSON.stringify(usage)}`, ''));
    expect(await hits({})).toBe(false);
  });
  it('a body that holds a name twice, which providers may read in another way', async () => {
    const post = (body: string) =>
      fetch(`${gateway.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${OTHER_KEY}`, 'content-type': 'application/json' },
        body,
      });
    const poison =
      '{"model":"auto","messages":[{"role":"user","content":"Lie."}],"messages":[{"role":"user","content":"Say hello."}]}';
    expect((await post(poison)).headers.get('x-tollgate-cache')).toBe('off');
    expect((await told()).cache).toBe('miss');
  });
});

it('a rule without a cache says nothing of one', async () => {
  await begin({ ...cachedRule(), settings: {} });
  await told();
  expect((await told()).cache).toBeNull();
  expect(gateway.completions().at(-1)?.cache).toBeUndefined();
});
it('the older `cacheTtlSeconds` of a rule is its cache', async () => {
  await begin({ ...cachedRule(), settings: { cacheTtlSeconds: 60 } as object });
  expect(await hits({})).toBe(true);
});
it('an answer is given for as long as its rule says', async () => {
  await gateway.close();
  let nowMs = Date.now();
  const clock = { now: () => nowMs, monotonic: () => performance.now() };
  gateway = await startCached(upstream.url, [cachedRule({ ttlSeconds: 60 })], { clock });
  await told();
  nowMs += 59_999;
  expect(await told()).toMatchObject({ cache: 'hit' });
  nowMs += 1;
  expect(await told()).toMatchObject({ cache: 'miss' });
});
it('an answer is given though the budget is used up, for nothing, and on the books (fault 103)', async () => {
  await gateway.close();
  const limitUsd = '0.00004';
  const scope = { kind: 'workspace' as const, value: 'main' };
  const budget = { id: 'b', name: 'B', scope, period: 'daily' as const, limitUsd, mode: 'hard' as const };
  const config = { ...routingConfig(upstream.url, [cachedRule()]), budgets: [budget] };
  gateway = await startGateway(snapshotOf(config, [ROUTING_KEY]), {
    cache: new AnswerCache(new AnswerMemory(1024 * 1024)),
    budgets: openBudgets({ store: new MemoryStore(parseUsd(limitUsd)), waitMs: 20 }),
  });
  // All of the output is reserved, or none: an answer that reasons is worth nothing cut short.
  const body = { max_tokens: 50, reasoning_effort: 'low' };
  const other = { ...body, messages: [{ role: 'user', content: 'Something else.' }] };
  expect(await told({ body })).toMatchObject({ status: 200, cache: 'miss' });
  expect((await told({ body: other })).text).toContain('budget');
  expect(await told({ body })).toMatchObject({ status: 200, cache: 'hit', cost: '0' });
  expect(gateway.completions().map(({ outcome, cache }) => [outcome, cache])).toEqual([
    ['success', 'miss'],
    ['rejected', 'miss'],
    ['success', 'hit_exact'],
  ]);
});
