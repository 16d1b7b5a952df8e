import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/clock';
import { Load } from '@/lib/gateway/load';
import { TargetHealth } from '@/lib/gateway/target-health';
import { answerProbe } from '@/lib/health/answer-probe';
import { Counter } from '@/lib/health/metrics';
import { ConnectionPools } from '@/lib/providers/connection-pools';
import { IdempotencyStore } from '@/lib/gateway/idempotency';
import { KeyLimits } from '@/lib/gateway/key-limits';
import { snapshotOf } from '@/tests/support/gateway-fixture';

const load = new Load();
const counter = new Counter('test_total', 'A test.');
const adminToken = 'a-token-of-the-test-0123456789';
const deps = {
  clock: systemClock,
  snapshot: () => snapshotOf({}, []),
  ledger: { append: () => Promise.resolve(undefined), close: () => undefined },
  pools: new ConnectionPools(),
  health: new TargetHealth(systemClock.monotonic),
  keyLimits: new KeyLimits(systemClock.monotonic),
  idempotency: new IdempotencyStore(systemClock.monotonic),
  load,
  digestKey: (value: string) => value,
  maxBodyBytes: 1,
  door: 'fast' as const,
  onInternalError: () => undefined,
};
const server = http.createServer((request, response) => {
  const options = { deps, counters: () => counter.text(), adminToken };
  if (!answerProbe(request, response, options)) response.writeHead(404).end();
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('is alive as long as it answers', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

it('shows metrics to who has the admin token only, in the Prometheus format', async () => {
  counter.add({ provider: 'a"b\\', outcome: 'success' }, 2);
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  const headers = { authorization: `Bearer ${adminToken}` };
  const text = await (await fetch(`${url}/metrics`, { headers })).text();
  expect(text).toContain('# TYPE tollgate_requests_in_flight gauge\ntollgate_requests_in_flight 0\n');
  expect(text).toContain('test_total{provider="a\\"b\\\\",outcome="success"} 2\n');
});

it('never has more than 500 series of one name', () => {
  const many = new Counter('many_total', 'Many.');
  for (let n = 0; n < 1_000; n += 1) many.add({ model: `m${n}` });
  const lines = many.text().trim().split('\n');
  expect(lines).toHaveLength(2 + 501);
  expect(lines.at(-1)).toBe('many_total{model="other"} 500');
});

it('is ready until it stops, and says why it is not', async () => {
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  load.stop();
  const answer = await fetch(`${url}/readyz`);
  expect([answer.status, await answer.json()]).toEqual([503, { status: 'not ready', reasons: ['stopping'] }]);
});
