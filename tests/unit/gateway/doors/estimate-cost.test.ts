import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { doorsConfig } from '../doors-config';

const LIMITED = 'tg-limited-0123456789abcdefghijk';
let gateway: GatewayFixture;
beforeAll(async () => {
  const key = { name: 'k', workspaceId: 'main', tags: {} };
  const keys = [
    { ...key, id: TEST_KEY },
    { ...key, id: LIMITED, models: new Set(['chatty', 'claude']) },
  ];
  gateway = await startGateway(snapshotOf(doorsConfig('http://127.0.0.1:9'), keys));
});
afterAll(() => gateway.close());

interface Answer {
  status: number;
  json: {
    meters: Record<string, number>;
    assumptions: string[];
    routed: Line;
    models: Line[];
    error: { code: string; param: string };
  };
}
interface Line {
  model: string;
  eligible: boolean;
  state: string;
  cost_usd: string | null;
  difference_usd?: string;
  lines: { price_id: string; amount_usd: string }[];
}

async function ask(body: unknown, key = TEST_KEY): Promise<Answer> {
  const response = await fetch(`${gateway.url}/v1/estimate-cost`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  return { status: response.status, json: (await response.json()) as Answer['json'] };
}

describe('POST /v1/estimate-cost', () => {
  it('prices token counts on the routed model and on all others, exactly, with price ids', async () => {
    const { status, json } = await ask({ model: 'chat', tokens: { input: 100_000, output: 10_000 } });
    expect(status).toBe(200);
    // 0.1 M at 2 and 0.01 M at 8 per 1 M.
    expect(json.routed).toMatchObject({
      model: 'chat',
      provider: 'openai',
      state: 'priced',
      cost_usd: '0.28',
    });
    expect(json.routed.lines.map(({ price_id, amount_usd }) => [price_id, amount_usd])).toEqual([
      ['openai/gpt-4.1/in.text', '0.2'],
      ['openai/gpt-4.1/out.text', '0.08'],
    ]);
    const claude = json.models.find(({ model }) => model === 'claude');
    expect(claude).toMatchObject({ cost_usd: '0.45', difference_usd: '0.17', eligible: true });
    expect(json.models.map(({ model }) => model)).toContain('gemini');
    expect(json.models.find(({ model }) => model === 'claude-dead')).toMatchObject({
      state: 'unpriced',
      cost_usd: null,
    });
    expect(json.models.at(-1)?.cost_usd).toBeNull();
  });

  it('counts a chat as it would be sent; the output is what was given, else the limit, else said to be assumed', async () => {
    const chat = { model: 'chat', messages: [{ role: 'user', content: 'What is the capital of France?' }] };
    const given = await ask({ ...chat, output_tokens: 7, max_tokens: 50 });
    expect(given.json.meters).toMatchObject({ 'out.text': 7 });
    expect((await ask({ ...chat, max_tokens: 50, n: 2 })).json.meters).toMatchObject({ 'out.text': 100 });
    const assumed = await ask(chat);
    expect(assumed.json.meters['out.text']).toBe(500);
    expect(assumed.json.assumptions.join(' ')).toContain('500 tokens are assumed');
    expect(given.json.meters['in.text']).toBeGreaterThan(5);
    expect(given.json.meters['in.text']).toBeLessThan(30);
  });

  it('prices embeddings by their inputs or by counts, without output', async () => {
    const inputs = await ask({ model: 'embed', input: ['a b c', [1, 2, 3]] });
    expect(inputs.json.routed).toMatchObject({ model: 'embed', state: 'priced' });
    expect(inputs.json.meters['out.text']).toBeUndefined();
    const counts = await ask({ model: 'embed', tokens: { input: 1_000_000 }, operation: 'embeddings' });
    expect(counts.json.routed.lines).toHaveLength(1);
  });

  it('cached and reasoning tokens are parts of the counts, never more than them', async () => {
    const { json } = await ask({
      model: 'chat',
      tokens: { input: 10, cached_input: 99, output: 5, reasoning: 9 },
    });
    expect(json.meters).toEqual({ 'in.text': 0, 'in.cache_read': 10, 'out.reasoning': 5 });
  });

  it('a key with an allow-list asks for and sees what is on it', async () => {
    const body = { model: 'chatty', tokens: { input: 1, output: 1 } };
    const { json } = await ask(body, LIMITED);
    expect(json.models.map(({ model }) => model).sort()).toEqual(['chat', 'claude']);
    expect(await ask({ ...body, model: 'gemini' }, LIMITED)).toMatchObject({
      status: 403,
      json: { error: { code: 'model_not_allowed' } },
    });
  });

  it.each([
    ['no key', {}, 401, 'invalid_api_key', undefined],
    ['no JSON', '{', 400, 'invalid_json', undefined],
    ['an unknown model', { model: 'moon', tokens: { input: 1 } }, 404, 'model_not_found', 'model'],
    ['a negative count', { model: 'chat', tokens: { input: -1 } }, 400, 'invalid_request', 'tokens.input'],
    ['a huge count', { model: 'chat', tokens: { input: 1e300 } }, 400, 'invalid_request', 'tokens.input'],
    ['text for a count', { model: 'chat', tokens: { input: '1' } }, 400, 'invalid_request', 'tokens.input'],
    ['an unknown count', { model: 'chat', tokens: { input: 1, gold: 2 } }, 400, undefined, undefined],
    ['no messages', { model: 'chat' }, 400, 'invalid_request', 'messages'],
    ['a list', [], 400, 'invalid_request', undefined],
    [
      'a wrong output',
      { model: 'chat', messages: [], output_tokens: 1.5 },
      400,
      'invalid_request',
      'output_tokens',
    ],
  ])('%s is refused in the shape of its clients', async (what, body, status, code, param) => {
    const answer = await ask(body, what === 'no key' ? 'tg-unknown' : TEST_KEY);
    expect(answer.status).toBe(status);
    if (code !== undefined) expect(answer.json.error.code).toBe(code);
    if (param !== undefined) expect(answer.json.error.param).toBe(param);
  });

  it('puts nothing on the books', () => {
    expect(gateway.records).toEqual([]);
    expect(gateway.internalErrors).toEqual([]);
  });
});
