import { spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readRuntime } from '@/lib/boot/runtime-file';
import { atExit } from './at-exit';
import { OutputOf } from './output-of';

/** Where the upstreams of tests are. */
const UPSTREAMS = { TOLLGATE_EGRESS_ALLOW: '127.0.0.0/8, ::1' };
const READY_MS = 240_000;

export interface RunningTollgate {
  url: string;
  port: number;
  dashboardUrl: string;
  simulatorUrl: string | undefined;
  databaseUrl: string;
  adminToken: string;
  dataDirectory: string;
  pid: number;
  /** All that it has written so far. */
  output(): string;
  /** SIGTERM; resolves with the exit code. The data directory stays for another start. */
  stop(): Promise<number | null>;
  /** Ends the supervisor without a word to it. Its children end by themselves; PostgreSQL goes on. */
  kill9(): Promise<void>;
  /** kill9, then a start on the same data and port. From then on `stop` and `remove` of both mean the new one. */
  killAndRestart(): Promise<RunningTollgate>;
  /** Stops what runs and deletes the data. */
  remove(): Promise<void>;
}

/** Starts `server.ts` without waiting for it: for starts that are expected to fail. */
export function spawnTollgate(env: Record<string, string>): { child: ChildProcess; output: OutputOf } {
  const child = spawn(process.execPath, ['--import', 'tsx', 'server.ts'], {
    env: { ...productEnvironment(), PORT: '0', LOG_LEVEL: 'warn', ...UPSTREAMS, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  return { child, output: new OutputOf(child) };
}

/** A start that fails: its exit code and all that it wrote. */
export async function failedStart(
  env: Record<string, string>,
): Promise<{ code: number | null; text: string }> {
  const { child, output } = spawnTollgate(env);
  const code = await closed(child);
  return { code, text: output.text };
}

/** The whole product, as `npm start` runs it, on free ports; in `TOLLGATE_DATA_DIR` of `env` or a new temp directory. */
export async function startTollgate(env: Record<string, string> = {}): Promise<RunningTollgate> {
  const dataDirectory = env['TOLLGATE_DATA_DIR'] ?? temporaryDirectory();
  const adminToken = env['TOLLGATE_ADMIN_TOKEN'] ?? `admin-${randomBytes(18).toString('hex')}`;
  const complete = { ...env, TOLLGATE_DATA_DIR: dataDirectory, TOLLGATE_ADMIN_TOKEN: adminToken };
  const { child, output } = spawnTollgate(complete);
  atExit(() => child.kill('SIGTERM'));
  await output.until(/Tollgate is ready/, READY_MS);
  const runtime = readRuntime(dataDirectory);
  if (!runtime) throw new Error(`runtime.json is missing in ${dataDirectory}:\n${output.text}`);
  let successor: RunningTollgate | undefined;
  const end = (signal: NodeJS.Signals) => {
    const exit = closed(child);
    child.kill(signal);
    return exit;
  };
  const stop = () => successor?.stop() ?? end('SIGTERM');
  return {
    url: `http://127.0.0.1:${runtime.port}`,
    port: runtime.port,
    dashboardUrl: `http://127.0.0.1:${runtime.dashboardPort}`,
    simulatorUrl: runtime.simulatorUrl,
    databaseUrl: runtime.databaseUrl,
    adminToken,
    dataDirectory,
    pid: runtime.pid,
    output: () => output.text,
    stop,
    kill9: async () => void (await end('SIGKILL')),
    killAndRestart: async () => {
      await end('SIGKILL');
      successor = await startTollgate({ ...complete, PORT: String(runtime.port) });
      return successor;
    },
    remove: async () => {
      await stop();
      removeData(dataDirectory);
    },
  };
}

/** Deleted when this process ends, for tests that only stop what they started. */
function temporaryDirectory(): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-'));
  atExit(() => removeData(directory));
  return directory;
}

/** Deletes a data directory and the cluster that root keeps elsewhere for it. */
export function removeData(dataDirectory: string): void {
  const note = path.join(dataDirectory, 'postgres', 'place.json');
  if (existsSync(note)) {
    const elsewhere = /"elsewhere":"([^"]+)"/.exec(readFileSync(note, 'utf8'))?.[1];
    if (elsewhere !== undefined) rmSync(elsewhere, { recursive: true, force: true });
  }
  rmSync(dataDirectory, { recursive: true, force: true });
}

/** Exit code, at once when it has ended already. Output is complete by then, unless a child of a killed one still writes. */
function closed(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => child.once('close', resolve));
}

/** Without what belongs to the tests: their database, their secret, the test runner's own variables. */
function productEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|TOLLGATE_|DATABASE_URL$|NODE_ENV$|NODE_OPTIONS$|PORT$)/.test(name),
  );
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' };
}
