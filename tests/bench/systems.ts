import { existsSync } from 'node:fs';
import path from 'node:path';
import { execFileSync, spawn } from 'node:child_process';
import { startTollgate, type RunningTollgate } from '../support/start-tollgate';
import { childPids } from '../support/child-pids';
import { BENCH_KEY, benchConfig } from './config';
import { startBundled, startProcess, type Spawned } from './spawn';

/** Something that relays to the mock, and the process whose CPU time is counted. */
export interface System {
  name: string;
  port: number;
  pid: number;
  path: string;
  /** What this one wants to be told, the key included. */
  headers: Record<string, string>;
  /** Resolves when nothing is left to do of what was asked so far. Absent: there never is. */
  settled?: () => Promise<void>;
  /** How long ago the oldest record was written that is not in the database yet. Absent: there are none. */
  ingestLagSeconds?: () => Promise<number>;
  stop(): Promise<void>;
}

const SMALL_BACKLOG_BYTES = 64 * 1024;
const here = import.meta.dirname;

function ofProcess(name: string, spawned: Spawned): System {
  return {
    name,
    port: spawned.port,
    pid: spawned.pid,
    path: '/v1/chat/completions',
    headers: {},
    stop: async () => void spawned.child.kill('SIGKILL'),
  };
}

export async function startMock(): Promise<Spawned> {
  return startProcess(path.join(here, 'mock-upstream.ts'));
}

export async function startBareRelay(upstream: string): Promise<System> {
  return ofProcess(
    'bare Node + undici',
    await startBundled(path.join(here, 'bare-relay.ts'), { UPSTREAM: upstream }),
  );
}

/** Builds it when that was not done before. */
export async function startBareNext(upstream: string): Promise<System> {
  const folder = path.join(here, 'next-relay');
  const env = { UPSTREAM: upstream, NODE_ENV: 'production' as const, NEXT_TELEMETRY_DISABLED: '1' };
  if (!existsSync(path.join(folder, '.next/BUILD_ID')))
    execFileSync(process.execPath, [path.resolve('node_modules/next/dist/bin/next'), 'build', folder], {
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
  return ofProcess(
    'bare Next route handler + undici',
    await startProcess(path.join(here, 'bare-next.ts'), env),
  );
}

/** The whole product with one gateway process, everything on: keys, rules, prices, the durable log, ingestion. */
export async function startTollgateDoors(upstream: string): Promise<{ fast: System; route: System }> {
  const tollgate = await startTollgate({
    TOLLGATE_WORKERS: '1',
    TOLLGATE_DEMO: 'off',
    TOLLGATE_SIMULATOR: 'off',
  });
  const response = await fetch(`${tollgate.url}/api/v1/config`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${tollgate.adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(benchConfig(upstream)),
  });
  if (!response.ok) throw new Error(`configuration refused: ${await response.text()}`);
  const pids = childPids(tollgate.pid);
  const door = (name: string, port: number, pid: number | undefined, stop: () => Promise<void>): System => {
    if (pid === undefined) throw new Error(`no process for ${name}`);
    return {
      name,
      port,
      pid,
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${BENCH_KEY}` },
      settled: () => ingested(tollgate),
      ingestLagSeconds: () => gauge(tollgate, 'tollgate_ingest_lag_seconds'),
      stop,
    };
  };
  return {
    fast: door('Tollgate, fast door', tollgate.port, pids['gateway']?.[0], () => tollgate.remove()),
    route: door(
      'Tollgate, route-handler door',
      Number(new URL(tollgate.dashboardUrl).port),
      pids['dashboard']?.[0],
      async () => undefined,
    ),
  };
}

/** All that is on the log is in the database: saturation leaves seconds of it behind, which ordinary traffic does not. */
async function ingested(tollgate: RunningTollgate): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if ((await gauge(tollgate, 'tollgate_log_backlog_bytes')) < SMALL_BACKLOG_BYTES) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the log was not ingested in time');
}

/** NaN where it is not told. */
async function gauge({ url, adminToken }: RunningTollgate, name: string): Promise<number> {
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${adminToken}` } });
  const [, value] = new RegExp(`^${name}(?:\\{.*\\})? (\\S+)$`, 'm').exec(await answer.text()) ?? [];
  return Number(value);
}

/** Portkey from npm, where `PORTKEY_DIR` names a folder in which `@portkey-ai/gateway` is installed. */
export async function startPortkey(upstream: string): Promise<System | undefined> {
  const folder = process.env['PORTKEY_DIR'];
  const script = path.join(folder ?? '', 'node_modules/@portkey-ai/gateway/build/start-server.js');
  if (folder === undefined || !existsSync(script)) return undefined;
  const port = 18_787;
  const child = spawn(process.execPath, [script, `--port=${port}`, '--headless'], {
    stdio: 'ignore',
    cwd: folder,
  });
  const pid = child.pid;
  if (pid === undefined) return undefined;
  for (let tries = 0; tries < 100; tries += 1) {
    const up = await fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
    if (up) break;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    name: 'Portkey 1.15.2',
    port,
    pid,
    path: '/v1/chat/completions',
    headers: {
      authorization: `Bearer ${BENCH_KEY}`,
      'x-portkey-provider': 'openai',
      'x-portkey-custom-host': `${upstream}/v1`,
    },
    stop: async () => void child.kill('SIGKILL'),
  };
}
