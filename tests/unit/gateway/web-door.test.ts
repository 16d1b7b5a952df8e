import type { ServerResponse } from 'node:http';
import { afterEach, expect, it } from 'vitest';
import { systemClock } from '@/lib/clock';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { handleRequest } from '@/lib/gateway/handle-request';
import { IdempotencyStore } from '@/lib/gateway/entrance/idempotency';
import { KeyLimits } from '@/lib/gateway/entrance/key-limits';
import { Load } from '@/lib/gateway/entrance/load';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { WebInbound, WebOutbound } from '@/lib/http/web-exchange';
import { ConnectionPools } from '@/lib/providers/connection-pools';
import { snapshotOf, TEST_KEY, THIS_MACHINE } from '@/tests/support/gateway-fixture';
import { KEYS } from './simulated-config';
import { chatChunk, startUpstream, STREAM_HEAD, type UpstreamStub } from './upstream-stub';

let upstream: UpstreamStub;
const pools = new ConnectionPools(THIS_MACHINE);
afterEach(async () => {
  await pools.close();
  await upstream.close();
});

async function start(answer: (response: ServerResponse) => void, timeouts: object): Promise<GatewayDeps> {
  upstream = await startUpstream(answer);
  const config = {
    providers: [{ id: 'p', dialect: 'openai-chat' as const, baseUrl: `${upstream.url}/v1`, timeouts }],
    models: [{ id: 'm', offers: [{ provider: 'p', model: 'm' }] }],
  };
  const snapshot = snapshotOf(config, KEYS);
  return {
    clock: systemClock,
    snapshot: () => snapshot,
    ledger: { append: () => Promise.resolve(undefined), close: () => undefined },
    pools,
    keyLimits: new KeyLimits(systemClock.monotonic),
    load: new Load(),
    idempotency: new IdempotencyStore(systemClock.monotonic),
    health: new TargetHealth(systemClock.monotonic),
    digestKey: (value) => value,
    maxBodyBytes: 1024 * 1024,
    door: 'route',
    keepAlive: { everyMs: 60, commitAfterMs: 60 },
    onInternalError: () => undefined,
  };
}

it('comments that the client takes do not shorten the time for the first content', async () => {
  let goOn: () => void = () => undefined;
  const deps = await start(
    (response) => {
      response.writeHead(200, STREAM_HEAD).flushHeaders();
      goOn = () => response.end(`${chatChunk('at last')}data: [DONE]\n\n`);
    },
    { idleMs: 20, firstContentMs: 10_000 },
  );
  const body = JSON.stringify({ model: 'm', stream: true, messages: [{ role: 'user', content: 'hi' }] });
  const headers = { authorization: `Bearer ${TEST_KEY}`, 'content-type': 'application/json' };
  const request = new Request('http://tollgate.test/v1/chat/completions', { method: 'POST', headers, body });
  const outbound = new WebOutbound(request.signal);
  const handled = handleRequest(deps, new WebInbound(request), outbound);
  const response = await outbound.response;
  let text = '';
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    if (text.split(': keep-alive').length > 3) goOn();
  }
  await handled;
  expect(text).toContain('at last');
  expect(text).toContain('[DONE]');
});
