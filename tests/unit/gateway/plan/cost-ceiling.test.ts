import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBudgets } from '@/lib/budgets/open-budgets';
import { parseUsd } from '@/lib/pricing/money';
import { MemoryStore } from '@/tests/unit/budgets/memory-store';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { chatAnswer, chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from '../upstream-stub';

const FRUGAL_KEY = `${TEST_KEY}-frugal`;
let dear: UpstreamStub;
let cheap: UpstreamStub;
let gateway: GatewayFixture;
let store: MemoryStore;
let isCheapDown = false;

/** In dollars a million tokens. */
const price = (provider: string, meter: 'in.text' | 'out.text', rate: string) => ({
  id: `${provider} ${meter}`,
  provider,
  model: '*',
  meter,
  rate,
  per: 1_000_000 as const,
  effectiveFrom: '2020-01-01T00:00:00Z',
  recordedAt: '2020-01-01T00:00:00Z',
  source: 'test',
});

beforeEach(async () => {
  isCheapDown = false;
  const answer: Parameters<typeof startUpstream>[0] = (response, { body }) => {
    if (body.includes('"stream":true')) {
      response.writeHead(200, STREAM_HEAD);
      response.end(`${chatChunk('ok')}data: [DONE]\n\n`);
    } else response.writeHead(200, { 'content-type': 'application/json' }).end(chatAnswer());
  };
  dear = await startUpstream(answer);
  cheap = await startUpstream((response, call) => {
    if (isCheapDown) response.writeHead(500, { 'content-type': 'application/json' }).end('{}');
    else answer(response, call);
  });
  const provider = (id: string, { url }: UpstreamStub) => ({
    id,
    dialect: 'openai-chat' as const,
    baseUrl: `${url}/v1`,
  });
  const offers = (...ids: string[]) => ids.map((id) => ({ provider: id, model: 'm' }));
  const config = {
    providers: [provider('dear', dear), provider('cheap', cheap), provider('unpriced', cheap)],
    models: [
      { id: 'dear', offers: offers('dear'), maxOutputTokens: 10_000 },
      { id: 'both', offers: offers('dear', 'cheap'), maxOutputTokens: 10_000 },
      { id: 'unpriced', offers: offers('unpriced') },
      { id: 'rising', offers: offers('cheap', 'dear') },
    ],
    rules: [
      {
        id: 'thrift',
        name: 'Thrift',
        when: { models: ['thrifty'] },
        targets: ['dear'],
        settings: { costCeilingUsd: '0.03' },
      },
    ],
    prices: [
      price('dear', 'in.text', '10'),
      price('dear', 'out.text', '100'),
      price('cheap', 'in.text', '1'),
      price('cheap', 'out.text', '10'),
    ],
    budgets: [
      {
        id: 'all',
        name: 'All',
        scope: { kind: 'key' as const, value: FRUGAL_KEY },
        period: 'daily' as const,
        limitUsd: '1',
        mode: 'hard' as const,
      },
    ],
  };
  const key = (id: string) => ({ id, name: 'k', workspaceId: 'main', tags: {} });
  const keys = [key(TEST_KEY), { ...key(FRUGAL_KEY), maxCostUsd: '0.05' }];
  store = new MemoryStore(parseUsd('1'));
  gateway = await startGateway(snapshotOf(config, keys), { budgets: openBudgets({ store, waitMs: 20 }) });
});

afterEach(() => Promise.all([gateway.close(), dear.close(), cheap.close()]));

function ask(model: string, ceiling: string | undefined, body: object = {}, key = TEST_KEY) {
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    authorization: `Bearer ${key}`,
  };
  if (ceiling !== undefined) headers['x-tollgate-max-cost-usd'] = ceiling;
  const messages = [{ role: 'user', content: 'hi' }];
  const text = JSON.stringify({ model, messages, ...body });
  return fetch(`${gateway.url}/v1/chat/completions`, { method: 'POST', headers, body: text });
}

const sent = ({ calls }: UpstreamStub) =>
  calls.map(({ body }) => JSON.parse(body) as { max_tokens?: number });
const leastDear = { max_tokens: 64 };

describe('the ceiling of one request', () => {
  it('without one nothing is limited and nothing is said', async () => {
    const response = await ask('dear', undefined);
    expect([response.status, response.headers.get('x-tollgate-output-limit')]).toEqual([200, null]);
    expect(sent(dear)[0]?.max_tokens).toBeUndefined();
  });

  it.each([false, true])('cuts the output to what it pays for, and says so (stream: %s)', async (stream) => {
    const response = await ask('dear', '0.10', { stream });
    expect(response.status).toBe(200);
    await response.text();
    const limit = Number(response.headers.get('x-tollgate-output-limit'));
    expect(sent(dear)[0]?.max_tokens).toBe(limit);
    // 100 dollars a million: a dime is a thousand tokens, less a prompt of a few at 10.
    expect(limit).toBeGreaterThan(980);
    expect(limit).toBeLessThan(1_000);
  });

  it('a client that asks for no more than that is left alone', async () => {
    const response = await ask('dear', '0.10', { max_tokens: 900 });
    expect([response.status, response.headers.get('x-tollgate-output-limit')]).toEqual([200, null]);
  });

  it('a target that is too dear is passed over for one that is not, with the reason on the books', async () => {
    const response = await ask('both', '0.005', leastDear);
    expect([response.status, response.headers.get('x-tollgate-provider')]).toEqual([200, 'cheap']);
    expect(dear.calls).toEqual([]);
    expect(gateway.completions()[0]?.request.route.skipped).toEqual([
      { target: 'dear/both', reason: expect.stringContaining('a request may cost $0.005') as string },
    ]);
  });

  it('refuses with 402 when no target fits, and names who set it', async () => {
    const response = await ask('dear', '0.0001');
    expect(response.status).toBe(402);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'cost_ceiling_exceeded',
        message: expect.stringContaining('$0.0001 by the header x-tollgate-max-cost-usd') as string,
      },
    });
    expect(gateway.completions()[0]).toMatchObject({ outcome: 'rejected', attempts: [] });
  });

  it('refuses what has no price, for nobody knows what it would cost', async () => {
    expect((await ask('unpriced', undefined)).status).toBe(200);
    const response = await ask('unpriced', '10');
    expect([response.status, await response.text()]).toEqual([402, expect.stringContaining('has no price')]);
  });

  it('a key has one too, and the lower one holds', async () => {
    await ask('dear', undefined, {}, FRUGAL_KEY);
    await ask('dear', '10', {}, FRUGAL_KEY);
    await ask('dear', '0.02', {}, FRUGAL_KEY);
    const [byKey, alsoByKey, byHeader] = sent(dear).map(({ max_tokens = Infinity }) => max_tokens);
    expect(byKey).toBeLessThan(500);
    expect(alsoByKey).toBe(byKey);
    expect(byHeader).toBeLessThan(200);
  });

  it('a rule sets one for what it decides, and its refusal names the rule', async () => {
    expect((await ask('thrifty', undefined)).status).toBe(200);
    expect(sent(dear)[0]?.max_tokens).toBeLessThan(300);
    const response = await ask('thrifty', undefined, { max_tokens: 5_000, reasoning_effort: 'low' });
    expect([response.status, await response.text()]).toEqual([
      402,
      expect.stringContaining('the rule “thrift”'),
    ]);
  });

  it('leaves no money held in a budget that counts the request too', async () => {
    await ask('dear', '0.10', {}, FRUGAL_KEY);
    await ask('dear', '0.0001', {}, FRUGAL_KEY);
    const spent = gateway.completions().flatMap(({ attempts }) => attempts);
    const total = spent.reduce((sum, { cost }) => sum + parseUsd(cost.totalUsd ?? '0'), 0n);
    expect(total > 0n).toBe(true);
    await expect.poll(() => store.leased).toBe(total);
  });

  it('a failure that could not go on to a dearer target says that too', async () => {
    isCheapDown = true;
    const response = await ask('rising', '0.005', leastDear);
    expect([response.status, response.headers.get('x-should-retry')]).toEqual([502, 'false']);
    expect(await response.text()).toContain('The cost ceiling is in the way');
    expect(dear.calls).toEqual([]);
  });

  it.each(['', 'a dime', '-1', '0x1', '1e-3', '1,5'])('“%s” is no amount: 400', async (amount) => {
    const response = await ask('dear', amount);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ error: { param: 'x-tollgate-max-cost-usd' } });
    expect(dear.calls).toEqual([]);
  });
});
