import { randomBytes } from 'node:crypto';
import http from 'node:http';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ensureBuild } from '@/lib/boot/ensure-build';
import { freePort } from '@/lib/boot/free-port';
import { openPostgres, type EmbeddedPostgres } from '@/lib/boot/postgres/open';
import { startSimulator } from '@/lib/simulator/start';
import { findRedis, startRedis, type RedisServer } from '../support/redis-server';
import { startTollgate, type RunningTollgate } from '../support/start-tollgate';
import { startBalancer, type Balancer } from './balancer';

export interface World {
  directory: string;
  postgres: EmbeddedPostgres;
  /** Undefined: none can be had here. */
  redis: RedisServer | undefined;
  gateways: RunningTollgate[];
  dashboard: RunningTollgate;
  balancer: Balancer;
  simulatorUrl: string;
  /** A provider that answers 500, and how often it was called. */
  shaky: { url: string; calls(): number };
  adminToken: string;
  remove(): Promise<void>;
}

/** Answers 500 to all. */
async function startShaky() {
  let calls = 0;
  const server = http.createServer((request, response) => {
    request.resume().on('end', () => {
      calls += 1;
      response.writeHead(500, { 'content-type': 'application/json' });
      response.end('{"error":{"message":"shaky","type":"server_error"}}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { close, url: `http://127.0.0.1:${port}`, calls: () => calls };
}

const SECRET = randomBytes(32).toString('hex');

/** Three gateways, a dashboard and a worker, each on a "host" of its own; what they share is real. */
export async function startWorld(): Promise<World> {
  // Once, before any of them looks for what another is building.
  await ensureBuild();
  const endings: (() => unknown)[] = [];
  const remove = async () => {
    for (const end of endings.splice(0).reverse()) await end();
  };
  try {
    return { ...(await startParts(endings)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

/** `endings`: how each part that was started ends. */
async function startParts(endings: (() => unknown)[]): Promise<Omit<World, 'remove'>> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-fleet-'));
  endings.push(() => rmSync(directory, { recursive: true, force: true }));
  const binary = findRedis();
  const redis = binary === undefined ? undefined : await startRedis(binary, { password: 'fleet-test' });
  endings.push(() => redis?.remove());
  const postgres = await openPostgres(path.join(directory, 'database'), { fsync: 'off' });
  endings.push(async () => {
    await postgres.stop();
    rmSync(path.dirname(postgres.cluster), { recursive: true, force: true });
  });
  const ledgerPath = path.join(directory, 'simulator', 'ledger.jsonl');
  const simulator = await startSimulator({ ledgerPath, latencyFactor: 0.1 });
  endings.push(() => simulator.close());
  const shaky = await startShaky();
  endings.push(() => shaky.close());
  const adminToken = `admin-${randomBytes(18).toString('hex')}`;
  const start = async (role: string) => {
    const tollgate = await startTollgate({
      ...{ TOLLGATE_ROLE: role, TOLLGATE_DATA_DIR: mkdtempSync(path.join(directory, `${role}-`)) },
      ...{ DATABASE_URL: postgres.url, TOLLGATE_SECRET: SECRET, TOLLGATE_ADMIN_TOKEN: adminToken },
      ...{ PORT: String(await freePort()), TOLLGATE_WORKERS: '1', TOLLGATE_DEMO: 'off' },
      ...{ TOLLGATE_SIMULATOR: 'off', TOLLGATE_REQUEST_LOG: 'off', TOLLGATE_LEAVE_MS: '1000' },
      ...(redis !== undefined && { REDIS_URL: redis.url }),
    });
    endings.push(() => tollgate.stop());
    return tollgate;
  };
  const [dashboard, , ...gateways] = await Promise.all(
    ['dashboard', 'worker', 'gateway', 'gateway', 'gateway'].map(start),
  );
  if (dashboard === undefined) throw new Error('no dashboard');
  const balancer = await startBalancer(gateways.map(({ url }) => url));
  endings.push(() => balancer.close());
  const simulatorUrl = simulator.url;
  return { directory, postgres, redis, gateways, dashboard, balancer, adminToken, simulatorUrl, shaky };
}
