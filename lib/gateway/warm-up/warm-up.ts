import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { compileSnapshot } from '@/lib/config/snapshot/compile-snapshot';
import { configSchema } from '@/lib/config/schemas';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { parseAllowList } from '@/lib/egress/policy';
import { RequestMetrics } from '@/lib/telemetry/metrics/request-metrics';
import { NodeInbound, NodeOutbound } from '@/lib/http/node-exchange';
import { ConnectionPools } from '@/lib/providers/connection-pools';
import type { GatewayDeps } from '../exchange';
import { handleRequest } from '../handle-request';
import { IdempotencyStore } from '../entrance/idempotency';
import { KeyLimits } from '../entrance/key-limits';
import { Load } from '../entrance/load';
import { TargetHealth } from '../targets/target-health';
import { answerWarmUp, WARM_UP_BODIES } from './warm-up-traffic';

/** It ends at whichever comes first. */
const MAX_MS = 1_500;
const MAX_REQUESTS = 3_000;
const LANES = 8;
const KEY = 'warm-up';

function warmSnapshot(upstream: string, digest: string): Snapshot {
  const price = {
    provider: 'warm-up',
    model: 'warm-up',
    per: 1_000_000,
    source: 'warm-up',
    effectiveFrom: '2026-01-01T00:00:00Z',
    recordedAt: '2026-01-01T00:00:00Z',
  };
  const document = configSchema.parse({
    providers: [{ id: 'warm-up', dialect: 'openai-chat', baseUrl: `${upstream}/v1`, apiKey: 'none' }],
    models: [{ id: 'warm-up', offers: [{ provider: 'warm-up', model: 'warm-up' }] }],
    rules: [{ id: 'code', name: 'Code', when: { tasks: ['code'], models: ['auto'] }, targets: ['warm-up'] }],
    prices: ['in.text', 'out.text'].map((meter) => ({ ...price, id: meter, meter, rate: '1' })),
  });
  const key = { id: KEY, name: KEY, workspaceId: KEY, tags: {} };
  const compiled = compileSnapshot({
    version: 0,
    document,
    keys: new Map(),
    secret: () => undefined,
    env: {},
    warn: () => undefined,
  });
  return { ...compiled, keys: new Map([[digest, key]]) };
}

/** The pipeline with a world of its own: nothing of what happens there is on the books, in a metric or in a limit. */
function warmDeps({ clock, digestKey, maxBodyBytes, door }: GatewayDeps, snapshot: Snapshot): GatewayDeps {
  const unwritten = { append: () => Promise.resolve(undefined), close: () => undefined };
  return {
    clock,
    digestKey,
    maxBodyBytes,
    door,
    snapshot: () => snapshot,
    ledger: new RequestMetrics().watch(unwritten),
    pools: new ConnectionPools(parseAllowList('127.0.0.1')),
    keyLimits: new KeyLimits(() => clock.monotonic()),
    load: new Load(),
    idempotency: new IdempotencyStore(() => clock.monotonic()),
    health: new TargetHealth(() => clock.monotonic()),
    onInternalError: () => undefined,
  };
}

async function listen(handler: http.RequestListener): Promise<{ server: http.Server; url: string }> {
  const server = http.createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/**
 * Sends requests through the pipeline to an upstream in this process for a second and a half at most, so that its code is compiled
 * before the first client comes: cold, a request takes several times as long. Resolves to how many were answered.
 */
export async function warmUp(given: GatewayDeps): Promise<number> {
  const upstream = await listen(answerWarmUp);
  const deps = warmDeps(given, warmSnapshot(upstream.url, given.digestKey(KEY)));
  const door = await listen(
    (request, response) =>
      void handleRequest(deps, new NodeInbound(request), new NodeOutbound(response, request)),
  );
  const client = new Pool(door.url, { connections: LANES });
  const endsAt = deps.clock.monotonic() + MAX_MS;
  let sent = 0;
  let answered = 0;
  const lane = async () => {
    while (sent < MAX_REQUESTS && deps.clock.monotonic() < endsAt) {
      const body = WARM_UP_BODIES[sent % WARM_UP_BODIES.length] ?? '';
      sent += 1;
      const answer = await client.request({
        path: '/v1/chat/completions',
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
        body,
      });
      await answer.body.dump();
      if (answer.statusCode === 200) answered += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: LANES }, lane));
  } finally {
    await Promise.all([client.destroy(), deps.pools.close()]);
    for (const { server } of [door, upstream]) {
      server.closeAllConnections();
      server.close();
    }
  }
  return answered;
}
