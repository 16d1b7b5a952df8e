import { afterAll, beforeAll, expect, it } from 'vitest';
import type { GatewayFixture } from '@/tests/support/gateway-fixture';
import { ask, startRouting } from '../routing/routing-config';
import { chatAnswer, startUpstream, type UpstreamStub } from '../upstream-stub';

let upstream: UpstreamStub;
let gateway: GatewayFixture;
beforeAll(async () => {
  upstream = await startUpstream((response) => response.end(chatAnswer()));
  gateway = await startRouting(upstream.url, []);
});
afterAll(async () => {
  await gateway.close();
  await upstream.close();
});

it('the same key and body at another door is another request', async () => {
  const asked = { body: { model: 'cheap', max_tokens: 9 }, headers: { 'idempotency-key': 'one' } };
  expect((await ask(gateway, asked)).status).toBe(200);
  const elsewhere = await ask(gateway, { ...asked, path: '/v1/messages' });
  expect([elsewhere.status, elsewhere.headers.get('idempotent-replayed')]).toEqual([422, null]);
  const again = await ask(gateway, asked);
  expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
  expect(upstream.calls).toHaveLength(1);
});
