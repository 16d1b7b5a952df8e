import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AnswerCache } from '@/lib/cache/answer-cache';
import { AnswerMemory } from '@/lib/cache/answer-memory';
import { SemanticIndex } from '@/lib/cache/semantic/semantic-index';
import type { Gateway } from '@/lib/gateway/open-gateway';
import { openWorkerPipeline } from '@/lib/jobs/pipeline';
import { snapshotOf, startGateway, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { startUpstream, type UpstreamStub } from '../upstream-stub';
import { cachedRule } from './cache-world';
import { ask, ROUTING_KEY, routingConfig } from './routing-config';

const PARIS = 'What is the capital of France?';
const usage = { prompt_tokens: 100, completion_tokens: 50, total_tokens: 150 };

let upstream: UpstreamStub;
let gateway: GatewayFixture;
let answers = 0;
let embeddings = 0;
/** What the embedding model says; by default all prompts are nearly the same to it. */
let embed: (text: string) => number[] | 'never' | 'error';

beforeAll(async () => {
  upstream = await startUpstream((response, { url, body }) => {
    const { input } = JSON.parse(body) as { input?: string };
    if (!url.endsWith('/embeddings')) {
      answers += 1;
      const choices = [
        { index: 0, message: { role: 'assistant', content: `answer ${answers}` }, finish_reason: 'stop' },
      ];
      return void response.end(
        JSON.stringify({ id: 'c', object: 'chat.completion', created: 1, model: 'cheap-1', choices, usage }),
      );
    }
    embeddings += 1;
    const embedding = embed(input ?? '');
    if (embedding === 'never') return;
    if (embedding === 'error') return void response.writeHead(500).end('{"error":{"message":"no"}}');
    const data = [{ object: 'embedding', index: 0, embedding }];
    response.end(
      JSON.stringify({
        object: 'list',
        model: 'embed-1',
        data,
        usage: { prompt_tokens: 1_000, total_tokens: 1_000 },
      }),
    );
  });
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});
beforeEach(async () => {
  await gateway?.close();
  embed = (text) => [1, text.length / 1_000];
  const semantic = { model: 'embed', waitMs: 1_000 };
  const config = routingConfig(upstream.url, [cachedRule({ semantic })]);
  const price = { ...config.prices?.[0], id: 'e', model: 'embed-1', meter: 'in.text' as const, rate: '0.02' };
  const snapshot = snapshotOf(
    {
      ...config,
      models: [
        ...(config.models ?? []),
        { id: 'embed', offers: [{ provider: 'p', model: 'embed-1' }], capabilities: { embeddings: true } },
      ],
      prices: [...(config.prices ?? []), price as NonNullable<typeof config.prices>[number]],
    },
    [ROUTING_KEY],
  );
  const memory = new AnswerMemory(1024 * 1024, new SemanticIndex(() => performance.now()));
  gateway = await startGateway(snapshot, { cache: new AnswerCache(memory) });
  answers = embeddings = 0;
});

const told = async (content: string, more: object = {}) => {
  const response = await ask(gateway, { body: { messages: [{ role: 'user', content }], ...more } });
  const text = await response.text();
  return {
    cache: response.headers.get('x-tollgate-cache'),
    text,
    headers: response.headers,
    status: response.status,
  };
};
/** What the cache says to the second prompt after the first. */
const after = async (first: string, second: string, more: object = {}) => {
  await told(first);
  return (await told(second, more)).cache;
};

describe('a rule with a semantic cache', () => {
  it('answers a prompt that means the same with the answer that was given', async () => {
    const first = await told(PARIS);
    const second = await told('Please tell me the capital of France.');
    expect([second.cache, second.text, answers]).toEqual(['hit; semantic', first.text, 1]);
    expect(gateway.completions().at(-1)).toMatchObject({ cache: 'hit_semantic', attempts: [] });
  });
  it('asks for a prompt without a word as if there were no such cache', async () => {
    expect((await told('')).status).toBe(200);
    expect([answers, embeddings]).toEqual([1, 0]);
  });
  it('puts each embedding on the books as a request of its own, priced', async () => {
    const { headers } = await told(PARIS);
    const embedding = gateway.completions().find(({ request }) => request.api === 'openai-embeddings');
    expect(embedding).toMatchObject({
      outcome: 'success',
      request: {
        requestedModel: 'embed',
        keyId: ROUTING_KEY.id,
        route: { task: 'cache_embedding', ruleId: 'cached' },
      },
      attempts: [{ model: 'embed', cost: { state: 'priced', totalUsd: '0.00002' } }],
    });
    expect(headers.get('x-tollgate-embedding-usd')).toBe('0.00002');
    expect(headers.get('x-tollgate-cost-usd')).toBe('0.00003');
  });
  it('counts the embedding in what a request costs the job that makes it', async () => {
    const { deps } = gateway;
    const pipeline = await openWorkerPipeline(() => Promise.resolve({ deps } as Gateway));
    const body = JSON.stringify({ model: 'auto', messages: [{ role: 'user', content: PARIS }] });
    const asked = { path: '/v1/chat/completions', body, keyId: ROUTING_KEY.id, address: undefined };
    const { done, costUsd } = await pipeline.ask({ ...asked, headers: {} });
    expect(done?.attempts.map(({ cost }) => cost.totalUsd)).toEqual(['0.00003']);
    expect(costUsd).toBe('0.00005');
  });
  it('asks for no embedding where the same request has been answered', async () => {
    await told(PARIS);
    expect([(await told(PARIS)).cache, embeddings]).toEqual(['hit', 1]);
  });
  it.each([
    ['a name', PARIS, 'What is the capital of Germany?'],
    ['a number', 'What is 15 % of 200?', 'What is 15 % of 300?'],
    ['a negation', 'List users with access', 'List users without access'],
    ['a unit', 'convert 5 km to miles', 'convert 5 kg to miles'],
    ['a date', 'events on 2026-11-03', 'events on 2026-11-04'],
    ['the order', 'translate from English to German', 'translate from German to English'],
  ])(
    'never takes prompts for the same that differ in %s, at a similarity of 0.999',
    async (_, one, other) => {
      embed = () => [1, 0.001];
      expect(await after(one, other)).toBe('miss');
    },
  );
  it.each([
    [
      'system prompt',
      {
        messages: [
          { role: 'system', content: 'Lie.' },
          { role: 'user', content: 'tell me the capital of France' },
        ],
      },
    ],
    ['parameter', { max_tokens: 3 }],
    ['form', { stream: true }],
    ['set of tools', { tools: [{ type: 'function', function: { name: 'f' } }] }],
  ])('never answers a request with another %s', async (_, more) => {
    expect(await after(PARIS, 'tell me the capital of France', more)).toBe('miss');
  });
  it('keeps below its threshold what is not alike enough', async () => {
    embed = (text) => (text === PARIS ? [1, 0] : [0, 1]);
    expect(await after(PARIS, 'tell me the capital of France')).toBe('miss');
  });
  it('goes on without an embedding that does not come in time, or fails', async () => {
    embed = () => 'never';
    expect(await told(PARIS)).toMatchObject({ status: 200, cache: 'miss' });
    embed = () => 'error';
    expect(await told('Who was Ada?')).toMatchObject({ status: 200, cache: 'miss' });
    const failed = gateway.completions().filter(({ request }) => request.api === 'openai-embeddings');
    expect(failed.map(({ outcome }) => outcome)).toContain('error');
  });
});
