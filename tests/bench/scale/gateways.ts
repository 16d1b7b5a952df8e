import { once } from 'node:events';
import pg from 'pg';
import { applyConfig } from '@/lib/config/apply-config';
import { childPids } from '../../support/child-pids';
import { startTollgate } from '../../support/start-tollgate';
import { BENCH_KEY, benchConfig } from '../config';
import type { LoadReport } from '../load';
import { cpuMicros, rssMb, type Spawned } from '../spawn';
import { databaseCpuMicros } from './database-cpu';

export interface GatewayFigures {
  processes: number;
  perSecond: number;
  cpuMicrosPerRequest: number;
  /** Of all that works for a request on this machine: gateways, ingester, database, mock and load generator. */
  allCpuMicrosPerRequest: number;
  logBytesPerRequest: number;
  rssMb: number;
  errors: number;
}

const BODY = JSON.stringify({
  model: 'bench-model',
  max_tokens: 200,
  messages: [
    { role: 'system', content: 'You answer briefly.' },
    { role: 'user', content: 'Explain in two sentences how a ledger survives a crash. '.repeat(4) },
  ],
});

export interface GatewayBench {
  database: { url: string; cluster: string };
  secret: string;
  generator: Spawned;
  mock: Spawned;
  durationMs: number;
}

/** Once for all: what a request passes. */
export async function configure(upstream: string): Promise<void> {
  await applyConfig({ file: benchConfig(upstream), author: 'bench' });
}

/** A host of `TOLLGATE_ROLE=gateway` with so many processes, saturated; its ingester and the database work beside it. */
export async function measureGateways(
  processes: number,
  { database, secret, generator, mock, durationMs }: GatewayBench,
): Promise<GatewayFigures> {
  const tollgate = await startTollgate({
    ...{ TOLLGATE_ROLE: 'gateway', DATABASE_URL: database.url, TOLLGATE_SECRET: secret },
    ...{ TOLLGATE_WORKERS: String(processes), TOLLGATE_SIMULATOR: 'off', TOLLGATE_DEMO: 'off' },
  });
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const children = childPids(tollgate.pid);
    const pids = children['gateway'] ?? [];
    if (pids.length !== processes) throw new Error(`${pids.length} gateways run`);
    const cpu = (of: readonly number[]) => of.reduce((sum, pid) => sum + cpuMicros(pid), 0);
    const beside = [...(children['ingester'] ?? []), mock.pid, generator.pid];
    const everything = () => cpu(pids) + cpu(beside) + databaseCpuMicros(database.cluster);
    const { requests } = await logged(client);
    const warm = await load(generator, tollgate.port, durationMs / 2);
    await settled(client, requests + warm.requests);
    const before = { cpu: cpu(pids), all: everything(), log: await logged(client) };
    const report = await load(generator, tollgate.port, durationMs);
    const used = cpu(pids) - before.cpu;
    await settled(client, before.log.requests + report.requests);
    const all = everything() - before.all;
    const after = await logged(client);
    return {
      processes,
      perSecond: (report.requests * 1_000) / report.elapsedMs,
      cpuMicrosPerRequest: used / report.requests,
      allCpuMicrosPerRequest: all / report.requests,
      logBytesPerRequest: (after.bytes - before.log.bytes) / (after.requests - before.log.requests),
      rssMb: Math.max(...pids.map(rssMb)),
      errors: report.errors,
    };
  } finally {
    await client.end();
    await tollgate.remove();
  }
}

async function load(generator: Spawned, port: number, durationMs: number): Promise<LoadReport> {
  const headers = { authorization: `Bearer ${BENCH_KEY}` };
  generator.child.send({
    ...{ kind: 'saturate', port, path: '/v1/chat/completions', headers, body: BODY },
    ...{ connections: 48, rate: 0, durationMs },
  });
  const [report] = (await once(generator.child, 'message')) as [LoadReport];
  return report;
}

async function logged(client: pg.Client): Promise<{ bytes: number; requests: number }> {
  const { rows } = await client.query<{ bytes: number; requests: number }>(
    `SELECT (SELECT coalesce(sum(safe_offset), 0)::float8 FROM ledger_segment) AS bytes,
       (SELECT count(*)::float8 FROM request) AS requests`,
  );
  return rows[0] ?? { bytes: 0, requests: 0 };
}

async function settled(client: pg.Client, requests: number): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await logged(client)).requests >= requests) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the log was not ingested in time');
}
