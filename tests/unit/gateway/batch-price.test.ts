import { afterEach, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { startUpstream, type UpstreamStub } from './upstream-stub';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

const DATES = { effectiveFrom: '2026-01-01T00:00:00Z', recordedAt: '2026-01-01T00:00:00Z' };
const price = {
  ...{ provider: 'p', model: 'their-m', meter: 'out.text' as const, per: 1_000_000 as const },
  ...{ source: 'test', ...DATES },
};

/** What an answer of a million tokens costs on the books, asked as a batch asks for its items. */
async function costOfItem(servedTier: string | undefined): Promise<string | null | undefined> {
  upstream = await startUpstream((response) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(
      JSON.stringify({
        ...{ id: 'c', object: 'chat.completion', created: 1, model: 'their-m', service_tier: servedTier },
        choices: [{ index: 0, message: { role: 'assistant', content: 'Yes.' }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 0, completion_tokens: 1_000_000 },
      }),
    ),
  );
  const provider = { id: 'p', dialect: 'openai-chat' as const, baseUrl: `${upstream.url}/v1` };
  const config = {
    providers: [provider],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'their-m' }] }],
    prices: [
      { ...price, id: 'usual', rate: '10' },
      { ...price, id: 'batch', rate: '5', when: { batch: true } },
    ],
  };
  gateway = await startGateway(snapshotOf(config, KEYS));
  const response = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
      'x-tollgate-tags': 'batch=batch_1',
    },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }] }),
  });
  expect(response.status).toBe(200);
  return gateway.completions()[0]?.attempts[0]?.cost.totalUsd;
}

it.each([undefined, 'default', 'flex'])(
  'an item of a batch that its provider bills at the tier %s has no batch price',
  async (tier) => {
    expect(await costOfItem(tier)).toBe('10');
  },
);

it('one that the provider says it billed as a batch has', async () => {
  expect(await costOfItem('batch')).toBe('5');
});
