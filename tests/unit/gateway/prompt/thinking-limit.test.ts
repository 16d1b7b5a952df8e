import { afterAll, beforeAll, expect, it } from 'vitest';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { ask } from '../routing/routing-config';
import { startUpstream, type UpstreamStub } from '../upstream-stub';

const LIMITS = [1_024, 1_025, 3_000];
let upstream: UpstreamStub;
let gateway: GatewayFixture;

beforeAll(async () => {
  upstream = await startUpstream((response) =>
    response.end(
      JSON.stringify({
        ...{ id: 'msg', type: 'message', role: 'assistant', model: 'm', stop_reason: 'end_turn' },
        ...{ content: [{ type: 'text', text: 'ok' }], usage: { input_tokens: 1, output_tokens: 1 } },
      }),
    ),
  );
  const config = {
    providers: [{ id: 'p', dialect: 'anthropic-messages' as const, baseUrl: `${upstream.url}/v1` }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'claude-sonnet-4-5' }], maxOutputTokens: 64_000 }],
  };
  const keys = LIMITS.map((maxTokens) => ({
    ...{ id: `${TEST_KEY}-${maxTokens}`, name: 'k', workspaceId: 'main', tags: {}, maxTokens },
  }));
  gateway = await startGateway(snapshotOf(config, keys));
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

const enabled = (budget_tokens: number) => ({ type: 'enabled', budget_tokens });

async function sentFor(maxTokens: number, path: string, body: object): Promise<unknown> {
  const headers = { authorization: `Bearer ${TEST_KEY}-${maxTokens}` };
  const answer = await ask(gateway, { path, headers, body: { model: 'm', ...body } });
  expect(answer.status).toBe(200);
  return JSON.parse(upstream.calls.at(-1)?.body ?? '');
}

it.each([
  [3_000, 16_000, enabled(1_976)],
  [3_000, 3_000, enabled(1_976)],
  [3_000, 2_999, enabled(2_999)],
  [1_025, 16_000, enabled(1_024)],
  [1_024, 16_000, { type: 'disabled' }],
])(
  'a key of %i output tokens has a thinking budget of %i kept below them',
  async (limit, budget, thinking) => {
    const body = { max_tokens: 20_000, thinking: enabled(budget) };
    expect(await sentFor(limit, '/v1/messages', body)).toMatchObject({ max_tokens: limit, thinking });
  },
);

it.each([
  [3_000, enabled(1_976)],
  [1_025, enabled(1_024)],
  [1_024, undefined],
])('a key of %i output tokens has no more because an effort is asked for', async (limit, thinking) => {
  const sent = await sentFor(limit, '/v1/chat/completions', { reasoning_effort: 'medium' });
  expect(sent).toMatchObject({ max_tokens: limit });
  expect((sent as { thinking?: unknown }).thinking).toEqual(thinking);
});
