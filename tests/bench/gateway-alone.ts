/** The pipeline alone on one port, with the durable log but without database and worker: for profiles of the hot path. */
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '@/lib/clock';
import { configSchema } from '@/lib/config/schemas';
import { parseAllowList } from '@/lib/egress/policy';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { handleRequest } from '@/lib/gateway/handle-request';
import { IdempotencyStore } from '@/lib/gateway/entrance/idempotency';
import { KeyLimits } from '@/lib/gateway/entrance/key-limits';
import { Load } from '@/lib/gateway/entrance/load';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { NodeInbound, NodeOutbound } from '@/lib/http/node-exchange';
import { SERVER_LIMITS } from '@/lib/http/server-limits';
import { ConnectionPools } from '@/lib/providers/connection-pools';
import { RequestMetrics } from '@/lib/telemetry/metrics/request-metrics';
import { digestKey } from '@/lib/keys/digest';
import { openLedgerWriter } from '@/lib/ledger/open-writer';
import { snapshotOf } from '../support/gateway-fixture';
import { BENCH_KEY, benchConfig } from './config';

const upstream = process.env['UPSTREAM'] ?? '';
const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-alone-'));
process.once('exit', () => rmSync(directory, { recursive: true, force: true }));

const { keys: _keys, ...document } = benchConfig(upstream);
const key = { id: digestKey(BENCH_KEY), name: 'Bench', workspaceId: 'bench', tags: {}, rpm: 1e9, tpm: 1e12 };
const snapshot = snapshotOf(configSchema.parse(document), [key]);
const deps: GatewayDeps = {
  clock: systemClock,
  snapshot: () => snapshot,
  ledger: new RequestMetrics().watch(openLedgerWriter({ directory })),
  pools: new ConnectionPools(parseAllowList('127.0.0.1')),
  keyLimits: new KeyLimits(systemClock.monotonic),
  load: new Load(),
  idempotency: new IdempotencyStore(systemClock.monotonic),
  health: new TargetHealth(systemClock.monotonic),
  digestKey,
  fingerprintKey: 'bench',
  maxBodyBytes: 20 * 1024 * 1024,
  door: 'fast',
  onInternalError: console.error,
};
const server = http.createServer(SERVER_LIMITS, (request, response) => {
  void handleRequest(deps, new NodeInbound(request), new NodeOutbound(response, request));
});
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ type: 'ready', port: typeof address === 'object' ? address?.port : 0 });
});
process.once('disconnect', () => process.exit(0));
