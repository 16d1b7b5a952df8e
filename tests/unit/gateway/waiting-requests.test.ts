import type { ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { openBudgets } from '@/lib/budgets/open-budgets';
import type { LeaseAnswer, LeaseCall } from '@/lib/budgets/lease-store';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { Load } from '@/lib/gateway/entrance/load';
import { parseUsd } from '@/lib/pricing/money';
import { snapshotOf, startGateway, TEST_KEY, type GatewayFixture } from '@/tests/support/gateway-fixture';
import { MemoryStore } from '@/tests/unit/budgets/memory-store';
import { KEYS } from './simulated-config';
import { chatAnswer, startUpstream, type UpstreamStub } from './upstream-stub';

/** Gives money only when the test says so. */
class SlowStore extends MemoryStore {
  give: () => void = () => undefined;
  private readonly given = new Promise<void>((resolve) => {
    this.give = resolve;
  });

  override async sync(call: LeaseCall): Promise<LeaseAnswer> {
    const answer = await super.sync(call);
    await this.given;
    return answer;
  }
}

let upstream: UpstreamStub;
let gateway: GatewayFixture;
/** Calls that the provider has not answered yet. */
let open: ServerResponse[];

const dates = { effectiveFrom: '2020-01-01T00:00:00Z', recordedAt: '2020-01-01T00:00:00Z' };
const price = (meter: 'in.text' | 'out.text') => ({
  ...{ id: meter, provider: 'p', model: 'm', meter, rate: '1', per: 1_000_000 as const, source: 'test' },
  ...dates,
});
const budget = {
  ...{ id: 'b', name: 'B', scope: { kind: 'team' as const, value: 'core' } },
  ...{ period: 'daily' as const, limitUsd: '1', mode: 'hard' as const },
};

async function start(over: Partial<GatewayDeps>) {
  open = [];
  upstream = await startUpstream((response) => void open.push(response));
  const config = {
    providers: [{ id: 'p', dialect: 'openai-chat' as const, baseUrl: `${upstream.url}/v1` }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'm', maxConcurrent: 1 }] }],
    prices: [price('in.text'), price('out.text')],
    ...(over.budgets === undefined ? {} : { budgets: [budget] }),
  };
  gateway = await startGateway(snapshotOf(config, KEYS), over);
}
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

const ask = (signal?: AbortSignal) =>
  fetch(`${gateway.url}/v1/chat/completions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }] }),
    signal: signal ?? null,
  });

it('a request that waits for its budget when the process is done for is never sent', async () => {
  const store = new SlowStore(parseUsd('1'));
  const load = new Load();
  await start({ load, budgets: openBudgets({ store, waitMs: 10_000 }) });
  const answer = ask();
  await expect.poll(() => store.calls).toBe(1);
  load.cutAll();
  store.give();
  await expect.poll(() => gateway.completions().length + upstream.calls.length).toBe(1);
  expect(upstream.calls).toEqual([]);
  expect((await answer).status).toBe(503);
});

it('a client that leaves while it waits for a place is on the books as gone', async () => {
  const load = new Load();
  await start({ load });
  const first = ask();
  await expect.poll(() => open.length).toBe(1);
  const client = new AbortController();
  const second = ask(client.signal).catch(() => undefined);
  await expect.poll(() => load.view.requests).toBe(2);
  await expect.poll(() => load.view.bytes).toBeGreaterThan(0);
  client.abort();
  await second;
  await expect.poll(() => gateway.completions()).toHaveLength(1);
  expect(gateway.completions()[0]).toMatchObject({ outcome: 'client_closed', status: 499 });
  open[0]?.writeHead(200, { 'content-type': 'application/json' }).end(chatAnswer());
  expect((await first).status).toBe(200);
});
