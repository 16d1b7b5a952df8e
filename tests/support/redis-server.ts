import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '@/lib/boot/free-port';
import { atExit } from './at-exit';

const BINARIES = ['redis-server', 'valkey-server'];
const READY_MS = 10_000;

/** A real server of the tests' own: started, hung, killed and started again on one port. */
export interface RedisServer {
  url: string;
  port: number;
  /** SIGKILL; what it knew is gone. */
  kill(): Promise<void>;
  /** On the same port, empty. */
  start(): Promise<void>;
  /** Takes connections and says nothing. */
  hang(): void;
  wake(): void;
  /** A command by another connection, as an operator gives it. */
  tell(...command: [string, ...string[]]): Promise<unknown>;
  remove(): Promise<void>;
}

/** Redis or Valkey on the path; else as a package where that can be installed; else undefined. */
export function findRedis(): string | undefined {
  const found = onPath();
  if (found !== undefined || process.getuid?.() !== 0) return found;
  try {
    execFileSync('apt-get', ['update'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', 'redis-server'], {
      stdio: 'ignore',
    });
  } catch {
    return undefined;
  }
  return onPath();
}

function onPath(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(':');
  for (const binary of BINARIES)
    for (const folder of folders) {
      try {
        execFileSync(path.join(folder, binary), ['--version'], { stdio: 'ignore' });
        return path.join(folder, binary);
      } catch {
        // Not there.
      }
    }
  return undefined;
}

/** `password`: what clients have to give; `more`: further settings, as on its command line. */
export async function startRedis(
  binary: string,
  { password, more = [] }: { password?: string; more?: string[] } = {},
): Promise<RedisServer> {
  const port = await freePort();
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-redis-'));
  const secret = password === undefined ? [] : ['--requirepass', password];
  let child: ChildProcess | undefined;
  const tell = async (...[name, ...args]: [string, ...string[]]) => {
    const client = new Redis({
      port,
      ...(password !== undefined && { password }),
      retryStrategy: () => null,
    });
    client.on('error', () => undefined);
    try {
      return await client.call(name, ...args);
    } finally {
      client.disconnect();
    }
  };
  const start = async () => {
    const settings = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', ''];
    child = spawn(binary, [...settings, '--appendonly', 'no', ...secret, ...more], { stdio: 'ignore' });
    const untilMs = performance.now() + READY_MS;
    while ((await tell('PING').catch(() => undefined)) !== 'PONG') {
      if (performance.now() > untilMs) throw new Error(`${binary} does not answer on port ${port}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const kill = async () => {
    const dying = child;
    if (dying === undefined || dying.exitCode !== null || dying.signalCode !== null) return;
    const exit = new Promise((resolve) => dying.once('exit', resolve));
    dying.kill('SIGKILL');
    await exit;
  };
  atExit(() => child?.kill('SIGKILL'));
  await start();
  return {
    ...{ port, kill, start, tell },
    url: `redis://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${port}`,
    hang: () => void child?.kill('SIGSTOP'),
    wake: () => void child?.kill('SIGCONT'),
    remove: async () => {
      await kill();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
