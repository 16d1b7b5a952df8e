import type { ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import type { AttemptRecord } from '@/lib/ledger/records';
import { sumUsd } from '@/lib/pricing/money';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from '../gateway/simulated-config';
import { chatAnswer, chatChunk, startUpstream, STREAM_HEAD } from '../gateway/upstream-stub';
import { row } from '../pricing/price-rows';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** Each provider with one model at its own price per token; the model `any` is offered by all of them, in order. */
async function start(answers: Record<string, { usd: string; answer: (response: ServerResponse) => void }>) {
  const providers = [];
  for (const [id, { answer }] of Object.entries(answers)) {
    const upstream = await startUpstream(answer);
    closing.push(() => upstream.close());
    providers.push({ id, dialect: 'openai-chat' as const, baseUrl: `${upstream.url}/v1` });
  }
  const prices = Object.entries(answers).flatMap(([provider, { usd }]) =>
    (['in.text', 'out.text'] as const).map((meter) =>
      row({ provider, model: 'm', meter, rate: usd, per: 1, id: `${provider} ${meter}` }),
    ),
  );
  const models = [{ id: 'any', offers: providers.map(({ id }) => ({ provider: id, model: 'm' })) }];
  const gateway = await startGateway(snapshotOf({ providers, models, prices }, KEYS));
  closing.unshift(() => gateway.close());
  return gateway;
}

const ask = (gateway: GatewayFixture, path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(`${gateway.url}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ model: 'any', ...body }),
  });
const CHAT = { messages: [{ role: 'user', content: 'hi' }] };
const whole = (response: ServerResponse) =>
  void response.writeHead(200, { 'content-type': 'application/json' }).end(chatAnswer());
const away = (response: ServerResponse) => void response.writeHead(503).end('{}');
const bills = (gateway: GatewayFixture): AttemptRecord[] =>
  gateway.completions().flatMap(({ attempts }) => attempts);

describe('mistakes that other books make with whole requests', () => {
  it('an alias costs what the model behind it costs, never $0', async () => {
    const gateway = await start({ a: { usd: '1', answer: whole } });
    await (await ask(gateway, '/v1/chat/completions', CHAT)).text();
    expect(gateway.completions()[0]?.request.requestedModel).toBe('any');
    expect(bills(gateway)).toMatchObject([{ model: 'any', upstreamModel: 'm', cost: { totalUsd: '2' } }]);
  });

  it('a fallback is billed at the price of who served, and who failed at nothing', async () => {
    const gateway = await start({ dear: { usd: '9', answer: away }, cheap: { usd: '1', answer: whole } });
    expect((await ask(gateway, '/v1/chat/completions', CHAT)).status).toBe(200);
    const all = bills(gateway);
    expect(all.map(({ provider, cost }) => [provider, cost.totalUsd])).toEqual([
      ...all.slice(0, -1).map(() => ['dear', '0']),
      ['cheap', '2'],
    ]);
    expect(all.length).toBeGreaterThan(1);
  });

  it('a client that disconnects is billed for what was generated, as an estimate, not $0', async () => {
    const gateway = await start({
      a: {
        usd: '1',
        answer: (response) => void response.writeHead(200, STREAM_HEAD).write(chatChunk('hello')),
      },
    });
    const gone = new AbortController();
    const response = await fetch(`${gateway.url}/v1/chat/completions`, {
      method: 'POST',
      signal: gone.signal,
      headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      body: JSON.stringify({ model: 'any', stream: true, ...CHAT }),
    });
    await response.body?.getReader().read();
    gone.abort();
    await expect.poll(() => gateway.completions()).toHaveLength(1);
    const [attempt] = bills(gateway);
    expect(attempt).toMatchObject({ usage: { provenance: 'estimated' }, cost: { state: 'priced' } });
    expect(Number(attempt?.cost.totalUsd)).toBeGreaterThan(1);
  });

  it('a request through another API’s door is billed once, and the same one asked again is not billed again', async () => {
    const gateway = await start({ a: { usd: '1', answer: whole } });
    await (await ask(gateway, '/v1/responses', { input: 'hi' })).text();
    expect(bills(gateway).map(({ cost }) => cost.totalUsd)).toEqual(['2']);
    const once = { 'idempotency-key': 'order-7' };
    for (let poll = 0; poll < 3; poll += 1)
      await (await ask(gateway, '/v1/chat/completions', CHAT, once)).text();
    expect(sumUsd(bills(gateway).map(({ cost }) => cost.totalUsd ?? '0'))).toBe('4');
  });

  it('a stream costs what the same answer in one piece costs', async () => {
    const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
    const end = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm' };
    const finish = { ...end, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] };
    const events = [finish, { ...end, choices: [], usage }].map((one) => `data: ${JSON.stringify(one)}\n\n`);
    const gateway = await start({
      a: {
        usd: '1',
        answer: (response) =>
          void response
            .writeHead(200, STREAM_HEAD)
            .end(`${chatChunk('ok')}${events.join('')}data: [DONE]\n\n`),
      },
    });
    await (await ask(gateway, '/v1/chat/completions', { ...CHAT, stream: true })).text();
    expect(bills(gateway).map(({ cost }) => cost.totalUsd)).toEqual(['2']);
  });
});
