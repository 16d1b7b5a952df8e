import http from 'node:http';
import { type AddressInfo } from 'node:net';
import { systemClock } from '@/lib/clock';
import { compileSnapshot } from '@/lib/config/snapshot/compile-snapshot';
import { configSchema, type ConfigDocument } from '@/lib/config/schemas';
import type { ActiveKey, Snapshot } from '@/lib/config/snapshot/snapshot';
import type { z } from 'zod';
import { parseAllowList } from '@/lib/egress/policy';
import type { GatewayDeps } from '@/lib/gateway/exchange';
import { handleRequest } from '@/lib/gateway/handle-request';
import { IdempotencyStore } from '@/lib/gateway/entrance/idempotency';
import { KeyLimits } from '@/lib/gateway/entrance/key-limits';
import { Load } from '@/lib/gateway/entrance/load';
import { TargetHealth } from '@/lib/gateway/targets/target-health';
import { NodeInbound, NodeOutbound } from '@/lib/http/node-exchange';
import { SERVER_LIMITS } from '@/lib/http/server-limits';
import type { LedgerRecord, RequestCompletion } from '@/lib/ledger/records';
import { ConnectionPools } from '@/lib/providers/connection-pools';
import { webDoor } from './web-door';

/** Where the upstreams of tests are. */
export const THIS_MACHINE = parseAllowList('127.0.0.0/8, ::1');
export const TEST_KEY = 'tg-test-0123456789abcdefghijklmn';

export interface GatewayFixture {
  server: http.Server;
  url: string;
  deps: GatewayDeps;
  records: LedgerRecord[];
  internalErrors: unknown[];
  completions(): RequestCompletion[];
  close(): Promise<void>;
}

export function snapshotOf(
  config: z.input<typeof configSchema>,
  keys: ActiveKey[],
  simulatorUrl = '',
): Snapshot {
  const document: ConfigDocument = configSchema.parse(config);
  return compileSnapshot({
    version: 1,
    document,
    // In these tests a key's digest is its own value.
    keys: new Map(keys.map((key) => [key.id, key])),
    secret: () => undefined,
    env: { ...process.env, TOLLGATE_SIMULATOR_URL: simulatorUrl },
    warn: () => undefined,
  });
}

function nodeDoor(deps: GatewayDeps): http.RequestListener {
  return (request, response) =>
    void handleRequest(deps, new NodeInbound(request), new NodeOutbound(response, request));
}

/** A door (the fast one, unless told) on a real socket with the given configuration; what goes to the ledger, where there is one, is kept for tests to read. */
export async function startGateway(
  snapshot: Snapshot,
  over: Partial<GatewayDeps> = {},
  limits: http.ServerOptions = SERVER_LIMITS,
): Promise<GatewayFixture> {
  const records: LedgerRecord[] = [];
  const internalErrors: unknown[] = [];
  const pools = new ConnectionPools(THIS_MACHINE);
  const deps: GatewayDeps = {
    clock: systemClock,
    snapshot: () => snapshot,
    pools,
    keyLimits: new KeyLimits(systemClock.monotonic),
    load: new Load(),
    idempotency: new IdempotencyStore(systemClock.monotonic),
    health: new TargetHealth(systemClock.monotonic),
    digestKey: (value) => value,
    maxBodyBytes: 1024 * 1024,
    door: 'fast',
    onInternalError: (error) => void internalErrors.push(error),
    ...over,
    ledger: {
      append: (record) => {
        records.push(structuredClone(record));
        return over.ledger?.append(record) ?? Promise.resolve(undefined);
      },
      close: () => over.ledger?.close(),
    },
  };
  const server = http.createServer(limits, deps.door === 'route' ? webDoor(deps) : nodeDoor(deps));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    server,
    url: `http://127.0.0.1:${port}`,
    deps,
    records,
    internalErrors,
    completions: () => records.filter((record) => record.t === 'done'),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await pools.close();
    },
  };
}
