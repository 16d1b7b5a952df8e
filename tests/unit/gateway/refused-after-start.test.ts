import { afterAll, beforeAll, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { startUpstream, STREAM_HEAD, type UpstreamStub } from './upstream-stub';

process.env['TEST_UPSTREAM_KEY'] = 'upstream-key';
const event = (type: string, rest: object) =>
  `event: ${type}\ndata: ${JSON.stringify({ type, ...rest })}\n\n`;
const START = {
  id: 'm',
  type: 'message',
  role: 'assistant',
  model: 'their-m',
  content: [],
  usage: { input_tokens: 12, output_tokens: 1 },
};

let upstream: UpstreamStub;
let gateway: GatewayFixture;
beforeAll(async () => {
  upstream = await startUpstream((response) => {
    response.writeHead(200, STREAM_HEAD);
    response.write(event('message_start', { message: START }));
    response.end(event('error', { error: { type: 'overloaded_error', message: 'Overloaded' } }));
  });
  const dates = { effectiveFrom: '2026-01-01T00:00:00Z', recordedAt: '2026-01-01T00:00:00Z' };
  const price = { provider: 'p', model: 'their-m', per: 1_000_000 as const, source: 'test', ...dates };
  const config = {
    providers: [
      {
        id: 'p',
        dialect: 'anthropic-messages' as const,
        apiKey: 'env:TEST_UPSTREAM_KEY',
        baseUrl: `${upstream.url}/v1`,
      },
    ],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'their-m' }], maxOutputTokens: 500 }],
    prices: [
      { ...price, id: 'in', meter: 'in.text' as const, rate: '3' },
      { ...price, id: 'out', meter: 'out.text' as const, rate: '15' },
    ],
  };
  gateway = await startGateway(snapshotOf(config, KEYS));
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

it('an error before any content is not billed, though the first event had counted the prompt', async () => {
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'hi' }] }),
  });
  await response.text();
  expect(response.status).toBeGreaterThanOrEqual(500);
  const attempts = gateway.completions()[0]?.attempts ?? [];
  expect(attempts.length).toBeGreaterThan(0);
  for (const { cost, usage } of attempts) {
    expect(cost).toMatchObject({ state: 'not_billed', totalUsd: '0' });
    expect(usage.meters).toEqual({});
  }
});
