import type { ServerResponse } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBudgets } from '@/lib/budgets/open-budgets';
import { parseUsd } from '@/lib/pricing/money';
import { MemoryStore } from '@/tests/unit/budgets/memory-store';
import { snapshotOf, startGateway, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { ask } from './routing/routing-config';
import { KEYS } from './simulated-config';
import { chatAnswer, startUpstream, type UpstreamStub } from './upstream-stub';

const store = new MemoryStore(parseUsd('1'));
let slow: UpstreamStub;
let quick: UpstreamStub;
let gateway: GatewayFixture;
let held: ServerResponse | undefined;

beforeAll(async () => {
  slow = await startUpstream((response) => (held = response));
  quick = await startUpstream((response) => response.end(chatAnswer()));
  const provider = (id: string, { url }: UpstreamStub) =>
    ({ id, dialect: 'openai-chat', baseUrl: `${url}/v1`, hedge: { afterMs: 50 } }) as const;
  const dates = { effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' };
  const usdForAMillion = { cheap: '1', dear: '1000000' };
  const prices = Object.entries(usdForAMillion).flatMap(([model, rate]) =>
    ['slow', 'quick'].flatMap((id) =>
      (['in.text', 'out.text'] as const).map((meter) => ({
        ...{ id: `${id} ${model} ${meter}`, provider: id, model, meter, rate },
        ...{ per: 1_000_000 as const, source: 'test', ...dates },
      })),
    ),
  );
  const config = {
    providers: [provider('slow', slow), provider('quick', quick)],
    models: [
      {
        id: 'm',
        offers: [
          { provider: 'slow', model: 'cheap' },
          { provider: 'quick', model: 'dear' },
        ],
      },
      { id: 'instead', offers: [{ provider: 'quick', model: 'cheap' }] },
    ],
    prices,
    budgets: [
      {
        ...{ id: 'core', name: 'Core', scope: { kind: 'team' as const, value: 'core' } },
        ...{ period: 'daily' as const, limitUsd: '1', mode: 'hard' as const, downgradeTo: ['instead'] },
      },
    ],
  };
  const budgets = openBudgets({ store, waitMs: 20 });
  gateway = await startGateway(snapshotOf(config, KEYS), { budgets });
});
afterAll(async () => {
  await gateway.close();
  await slow.close();
  await quick.close();
});

it('a second run that a budget refuses leaves its downgrade to a first that fails', async () => {
  const asking = ask(gateway, { body: { model: 'm', max_tokens: 9 } });
  await expect.poll(() => held).toBeDefined();
  // The second run asks the budget for more, and is refused.
  await expect.poll(() => store.calls).toBeGreaterThan(1);
  held?.writeHead(401).end('{"error":{"message":"no"}}');
  const answer = await asking;
  expect([answer.status, answer.headers.get('x-tollgate-model')]).toEqual([200, 'instead']);
  expect(gateway.completions()[0]?.request.route).toMatchObject({
    downgradedBy: 'core',
    skipped: [{ target: 'quick/m' }],
  });
});
