import { afterAll, beforeAll, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from '../simulated-config';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';

let upstream: UpstreamStub;
let gateway: GatewayFixture;

beforeAll(async () => {
  upstream = await startUpstream((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(chatAnswer()),
  );
  const offers = [{ provider: 'p', model: 'm', tpm: 1_000 }];
  gateway = await startGateway(
    snapshotOf(
      {
        providers: [{ id: 'p', dialect: 'openai-chat', baseUrl: `${upstream.url}/v1` }],
        models: [{ id: 'm', offers, maxOutputTokens: 100 }],
      },
      KEYS,
    ),
  );
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const ask = (maxTokens: number) =>
  fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', max_tokens: maxTokens, messages: [{ role: 'user', content: 'hi' }] }),
  });

it('who asks for more than a model can give does not use up its tokens of the minute for all others', async () => {
  expect((await ask(1_000_000)).status).toBe(200);
  expect((await ask(10)).status).toBe(200);
});
