import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openBudgets, type Budgets } from '@/lib/budgets/open-budgets';
import { parseUsd } from '@/lib/pricing/money';
import { MemoryStore } from '@/tests/unit/budgets/memory-store';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { KEYS, simulatedConfig } from './simulated-config';
import { startUpstream, type UpstreamStub } from './upstream-stub';

process.env['TEST_SIM_KEY'] = 'sim-test';
const LIMIT_USD = '0.01';
let store: MemoryStore;
let budgets: Budgets;
let gateway: GatewayFixture;
/** Takes a request and never answers. */
let upstream: UpstreamStub;
/** Takes a connection and never speaks TLS. */
let mute: net.Server;
const sockets = new Set<net.Socket>();

beforeEach(async () => {
  store = new MemoryStore(parseUsd(LIMIT_USD));
  upstream = await startUpstream(() => undefined);
  mute = net.createServer((socket) => {
    socket.on('error', () => undefined);
    sockets.add(socket);
  });
  await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
  const config = simulatedConfig(upstream.url, 'http://127.0.0.1:9');
  const provider = (id: string, baseUrl: string, headersMs: number) => ({
    id,
    dialect: 'openai-chat' as const,
    baseUrl,
    apiKey: 'env:TEST_SIM_KEY',
    timeouts: { connectMs: 20_000, headersMs },
  });
  const ids = ['silent', 'slow', 'unreached', 'unreachable'];
  const mutePort = (mute.address() as AddressInfo).port;
  const snapshot = snapshotOf(
    {
      ...config,
      providers: [
        provider('silent', upstream.url, 60_000),
        provider('slow', upstream.url, 100),
        provider('unreached', `https://127.0.0.1:${mutePort}`, 60_000),
        provider('unreachable', `https://127.0.0.1:${mutePort}`, 100),
      ],
      models: ids.map((id) => ({ id, offers: [{ provider: id, model: 'gpt-4.1' }] })),
      rules: [],
      prices: (config.prices ?? [])
        .filter((row) => row.provider === 'openai')
        .flatMap((row) => ids.map((id) => ({ ...row, id: `${id}/${row.id}`, provider: id }))),
      budgets: [
        {
          id: 'core',
          name: 'Core',
          scope: { kind: 'team', value: 'core' },
          period: 'daily',
          limitUsd: LIMIT_USD,
          mode: 'hard',
        },
      ],
    },
    KEYS,
  );
  budgets = openBudgets({ store, waitMs: 20 });
  gateway = await startGateway(snapshot, { budgets });
});

afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  await gateway.close();
  await upstream.close();
  await new Promise((resolve) => mute.close(resolve));
});

const ask = (model: string, signal?: AbortSignal) =>
  fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${TEST_KEY}` },
    body: JSON.stringify({
      model,
      messages: [{ role: 'user', content: 'Say something long.' }],
      max_tokens: 500,
      reasoning_effort: 'low',
    }),
    signal,
  });

/** Leaves as soon as the attempt is under way. */
async function leave(model: string, isUnderWay: () => boolean): Promise<void> {
  const leaving = new AbortController();
  const before = gateway.completions().length;
  const asked = ask(model, leaving.signal).catch(() => undefined);
  await expect.poll(isUnderWay).toBe(true);
  leaving.abort();
  await asked;
  await expect.poll(() => gateway.completions().length).toBe(before + 1);
}

/** What stays leased when nothing is under way: what was spent of it. */
async function counted(): Promise<bigint> {
  await budgets.giveBack();
  return store.leased;
}
const attemptOf = (index: number) => gateway.completions()[index]?.attempts[0];

describe('an attempt whose cost is never known', () => {
  it('counts in a hard budget what was held for it, so that leaving again and again does not spend without limit', async () => {
    for (const left of [1, 2]) await leave('silent', () => upstream.calls.length === left);
    const held = parseUsd(attemptOf(0)?.heldUsd ?? '0');
    expect(attemptOf(0)?.cost).toMatchObject({ state: 'unknown', totalUsd: null });
    // 500 tokens of output at 8 dollars a million.
    expect(held).toBeGreaterThan(parseUsd('0.004'));
    await expect.poll(counted).toBe(2n * held);
    expect((await ask('silent')).status).toBe(402);
  });

  it('counts so after headers that did not come in time', async () => {
    expect((await ask('slow')).status).toBe(504);
    expect(attemptOf(0)).toMatchObject({ outcome: 'timeout', cost: { state: 'unknown' } });
    await expect.poll(counted).toBe(parseUsd(attemptOf(0)?.heldUsd ?? '0'));
    expect(store.leased).toBeGreaterThan(0n);
  });
});

describe('an attempt that never came to a connection', () => {
  it('is not billed when the client leaves', async () => {
    await leave('unreached', () => sockets.size > 0);
    expect(attemptOf(0)).toMatchObject({ outcome: 'client_closed', cost: { state: 'not_billed' } });
    await expect.poll(counted).toBe(0n);
  });

  it('is not billed when its time is over, and was a connection that could not be made', async () => {
    expect((await ask('unreachable')).status).toBe(504);
    expect(attemptOf(0)).toMatchObject({ outcome: 'timeout', cost: { state: 'not_billed' } });
    expect(attemptOf(0)?.errorCode).toBe('timeout_connect');
    await expect.poll(counted).toBe(0n);
  });
});
