import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBudgets } from '@/lib/budgets/open-budgets';
import { parseUsd } from '@/lib/pricing/money';
import { MemoryStore } from '@/tests/unit/budgets/memory-store';
import { simulatorForTests } from '@/tests/unit/simulator/start-for-test';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS, simulatedConfig } from './simulated-config';

process.env['TEST_SIM_KEY'] = 'sim-test';
const simulator = simulatorForTests();
const LIMIT_USD = '0.001';
let store: MemoryStore;
let gateway: GatewayFixture;

beforeEach(async () => {
  store = new MemoryStore(parseUsd(LIMIT_USD));
  const config = simulatedConfig(simulator.url, 'http://127.0.0.1:9');
  const budgets = [
    {
      id: 'core',
      name: 'Core',
      scope: { kind: 'team' as const, value: 'core' },
      period: 'daily' as const,
      limitUsd: LIMIT_USD,
      mode: 'hard' as const,
    },
    {
      id: 'gentle',
      name: 'Gentle',
      scope: { kind: 'tag' as const, value: 'plan=gentle' },
      period: 'daily' as const,
      limitUsd: LIMIT_USD,
      mode: 'hard' as const,
      downgradeTo: ['cheap-last'],
    },
  ];
  // The first choice costs twice as much as the second.
  const models = [
    ...(config.models ?? []),
    {
      id: 'dear-first',
      offers: [
        { provider: 'anthropic', model: 'claude-sonnet-4-5-20250929' },
        { provider: 'openai', model: 'gpt-4.1' },
      ],
    },
    { id: 'cheap-last', offers: [{ provider: 'openai', model: 'gpt-4.1' }] },
    {
      id: 'fails-then-dear',
      offers: [
        { provider: 'broken', model: 'gpt-4.1-x' },
        { provider: 'anthropic', model: 'claude-sonnet-4-5-20250929' },
      ],
    },
  ];
  const prices = [
    ...(config.prices ?? []),
    ...(config.prices ?? [])
      .filter(({ provider }) => provider === 'openai')
      .map((row) => ({ ...row, id: `broken/${row.id}`, provider: 'broken' })),
  ];
  const snapshot = snapshotOf({ ...config, models, prices, budgets }, KEYS, simulator.url);
  gateway = await startGateway(snapshot, { budgets: openBudgets({ store, waitMs: 20 }) });
});

afterEach(() => gateway.close());

interface Asked {
  key?: string;
  headers?: Record<string, string>;
  effort?: string;
}

const ask = (model: string, maxTokens: number, { key = TEST_KEY, headers = {}, effort }: Asked = {}) =>
  fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
    body: JSON.stringify({
      model,
      messages: [{ role: 'user', content: 'Say something short.' }],
      max_tokens: maxTokens,
      reasoning_effort: effort,
    }),
  });

/** Cut short it would be worth nothing: all of it is reserved, or none. */
const effort = 'low';

describe('a hard budget at each attempt', () => {
  it('a target that it does not cover is passed over for a cheaper one', async () => {
    // 64 tokens, the fewest of any use: 0.0012 at the first, 0.0007 at the second.
    const response = await ask('dear-first', 90);
    expect(response.status).toBe(200);
    const [done] = gateway.completions();
    expect(done?.attempts.map(({ provider }) => provider)).toEqual(['openai']);
    expect(done?.attempts[0]?.leases).toHaveLength(1);
  });

  it('holds the thinking too that a target needs room for beside what was asked for', async () => {
    // 30 tokens are 0.0007 at the first, which has to think in 4,096 more.
    await ask('dear-first', 30, { effort });
    await ask('dear-first', 30);
    const served = gateway.completions().map(({ attempts }) => attempts.map(({ provider }) => provider));
    expect(served).toEqual([['openai'], ['anthropic']]);
  });

  it('falling over to a dearer target reserves again, at its price', async () => {
    const response = await ask('fails-then-dear', 90);
    expect(response.status).not.toBe(200);
    const attempts = gateway.completions()[0]?.attempts ?? [];
    expect(new Set(attempts.map(({ provider }) => provider))).toEqual(new Set(['broken']));
  });

  it('nothing is reserved once a request is over, however it ended', async () => {
    await ask('fast', 50);
    await ask('broken', 50);
    await ask('fails-then-dear', 90);
    const spent = gateway.completions().flatMap(({ attempts }) => attempts);
    const total = spent.reduce((sum, { cost }) => sum + parseUsd(cost.totalUsd ?? '0'), 0n);
    await expect.poll(() => store.leased).toBe(total);
  });

  it('refuses with 402 in the shape of the door, names the budget and says when it starts anew', async () => {
    const response = await ask('fast', 4_000, { effort });
    expect(response.status).toBe(402);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'budget_exceeded',
        message: expect.stringMatching(/“Core”.*starts anew at 2/) as string,
      },
    });
    expect(gateway.completions()[0]).toMatchObject({ outcome: 'rejected', errorCode: 'budget_exceeded' });
  });

  it('that is used up lets the targets serve that it names for it, and reserves nothing for them', async () => {
    const gentle = { 'x-tollgate-tags': 'plan=gentle' };
    const response = await ask('fast', 4_000, { key: `${TEST_KEY}-narrow`, headers: gentle, effort });
    expect(response.status).toBe(200);
    const [done] = gateway.completions();
    expect(done?.attempts.map(({ model, leases }) => [model, leases])).toEqual([['cheap-last', undefined]]);
    expect(done?.request.route).toMatchObject({
      downgradedBy: 'gentle',
      candidates: ['openai/fast', 'openai/cheap-last'],
    });
    expect(store.leased).toBe(0n);
  });

  it('leaves a key alone that it does not count', async () => {
    const response = await ask('fast', 4_000, { key: `${TEST_KEY}-narrow`, effort });
    expect(response.status).toBe(200);
    expect(store.calls).toBe(0);
  });
});
