import { afterEach, describe, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY } from '@/tests/support/gateway-fixture';
import { chatChunk, startUpstream, STREAM_HEAD } from './upstream-stub';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const price = (meter: 'in.text' | 'out.text') => ({
  id: meter,
  provider: 'up',
  model: 'm',
  meter,
  rate: '1',
  per: 1_000_000 as const,
  effectiveFrom: '2020-01-01T00:00:00Z',
  recordedAt: '2020-01-01T00:00:00Z',
  source: 'test',
});

/** The attempt on the books after a provider answered with this usage (as JSON text), streamed or not. */
async function attemptWith(usage: string, stream: boolean) {
  const message = '{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}';
  const upstream = await startUpstream((response) => {
    if (!stream) {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        `{"id":"c","object":"chat.completion","created":1,"model":"m","choices":[${message}],"usage":${usage}}`,
      );
      return;
    }
    const end = '{"index":0,"delta":{},"finish_reason":"stop"}';
    response.writeHead(200, STREAM_HEAD);
    response.write(chatChunk('ok'));
    response.write(
      `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[${end}]}\n\n`,
    );
    response.write(
      `data: {"id":"c","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"usage":${usage}}\n\n`,
    );
    response.end('data: [DONE]\n\n');
  });
  const config = {
    providers: [{ id: 'up', dialect: 'openai-chat' as const, baseUrl: `${upstream.url}/v1` }],
    models: [{ id: 'm', offers: [{ provider: 'up', model: 'm' }] }],
    prices: [price('in.text'), price('out.text')],
  };
  const key = { id: TEST_KEY, name: 'k', workspaceId: 'main', tags: {} };
  const gateway = await startGateway(snapshotOf(config, [key]));
  closing.push(
    () => gateway.close(),
    () => upstream.close(),
  );
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', stream, messages: [{ role: 'user', content: 'hi' }] }),
  });
  await response.text();
  expect(response.status).toBe(200);
  return gateway.completions()[0]?.attempts[0];
}

describe.each([
  ['whole', false],
  ['streamed', true],
])('usage that cannot be right, in an answer that came %s', (_how, stream) => {
  it.each([
    ['negative', '{"prompt_tokens":-5,"completion_tokens":10,"total_tokens":5}', ['prompt_tokens']],
    ['huge', '{"prompt_tokens":5,"completion_tokens":1e15,"total_tokens":5}', ['completion_tokens']],
    ['endless', '{"prompt_tokens":5,"completion_tokens":1e999}', ['completion_tokens']],
    ['text', '{"prompt_tokens":"5","completion_tokens":10}', ['prompt_tokens']],
    [
      'wrong throughout',
      '{"prompt_tokens":"NaN","completion_tokens":-1}',
      ['prompt_tokens', 'completion_tokens'],
    ],
    [
      'wrong in a detail',
      '{"prompt_tokens":5,"completion_tokens":1,"prompt_tokens_details":{"cached_tokens":-3}}',
      ['prompt_tokens_details.cached_tokens'],
    ],
  ])(
    'is quarantined when it is %s: kept as it came, the counts named, nothing billed',
    async (_what, usage, counts) => {
      const attempt = await attemptWith(usage, stream);
      expect(attempt?.cost).toEqual({
        state: 'quarantined',
        totalUsd: null,
        lines: [],
        unpricedMeters: counts,
      });
      expect(attempt?.usage.raw).toEqual(JSON.parse(usage));
    },
  );

  it('is none when it is right: billed by what was reported', async () => {
    const attempt = await attemptWith('{"prompt_tokens":5,"completion_tokens":10,"total_tokens":15}', stream);
    expect(attempt?.cost).toMatchObject({ state: 'priced', totalUsd: '0.000015' });
  });
});
