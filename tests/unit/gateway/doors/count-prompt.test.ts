import { afterEach, expect, it } from 'vitest';
import { timeoutsSchema } from '@/lib/config/schemas';
import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { Load } from '@/lib/gateway/entrance/load';
import { ConnectionPools } from '@/lib/providers/connection-pools';
import {
  snapshotOf,
  startGateway,
  TEST_KEY,
  THIS_MACHINE,
  type GatewayFixture,
} from '@/tests/support/gateway-fixture';
import { startUpstream, type UpstreamStub } from '../upstream-stub';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
/** Whether the provider answers at all. */
let isSilent = false;

async function start(limits: Partial<ActiveKey> = {}, over: Partial<GatewayDeps> = {}) {
  isSilent = false;
  upstream = await startUpstream((response, { url }) => {
    if (isSilent) return;
    if (!url.endsWith('count_tokens')) response.writeHead(429, { 'retry-after': '60' }).end();
    else response.writeHead(200, { 'content-type': 'application/json' }).end('{"input_tokens":7}');
  });
  const config = {
    providers: [{ id: 'p', dialect: 'anthropic-messages' as const, baseUrl: `${upstream.url}/v1` }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
  };
  const key: ActiveKey = { id: TEST_KEY, name: 'Test', workspaceId: 'main', tags: {}, ...limits };
  gateway = await startGateway(snapshotOf(config, [key]), over);
}
afterEach(async () => {
  await gateway.close();
  await upstream.close();
});

const ask = (path: string, more: object = {}) =>
  fetch(`${gateway.url}${path}`, {
    method: 'POST',
    headers: { 'x-api-key': TEST_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'hi' }], ...more }),
  });
const count = () => ask('/v1/messages/count_tokens');

it('counts as a request of its key, whose limits hold', async () => {
  await start({ rpm: 1 });
  expect(await (await count()).json()).toEqual({ input_tokens: 7 });
  expect((await count()).status).toBe(429);
  expect(upstream.calls).toHaveLength(1);
});

it('is no more let in when the process stops', async () => {
  const load = new Load();
  await start({}, { load });
  load.stop();
  expect((await count()).status).toBe(503);
  expect(upstream.calls).toEqual([]);
});

it('a process that is done for waits for no count', async () => {
  const load = new Load();
  await start({}, { load });
  isSilent = true;
  const answer = count();
  await expect.poll(() => upstream.calls.length).toBe(1);
  load.cutAll();
  expect((await answer).headers.get('x-tollgate-estimated')).toBe('true');
  expect(load.view).toMatchObject({ requests: 0, bytes: 0 });
});

it('a target that is left alone is not asked: the count is estimated', async () => {
  await start();
  // The chat is refused with a time to wait.
  expect((await ask('/v1/messages', { max_tokens: 9 })).status).toBe(429);
  expect((await count()).headers.get('x-tollgate-estimated')).toBe('true');
  expect(upstream.calls).toHaveLength(1);
});

it('a call that fails at once ends in an estimate', async () => {
  const pools = new ConnectionPools(THIS_MACHINE);
  await start({}, { pools });
  const timeouts = timeoutsSchema.parse({});
  await pools.get(upstream.url, { timeouts }).destroy();
  expect((await count()).headers.get('x-tollgate-estimated')).toBe('true');
  expect(gateway.internalErrors).toEqual([]);
});
