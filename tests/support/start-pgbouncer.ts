import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@/lib/boot/free-port';
import { OutputOf } from './output-of';
import { atExit } from './at-exit';

export interface PgBouncer {
  /** The same database through it. */
  url: string;
  output(): string;
  stop(): Promise<void>;
}

/** Undefined: it is not on this machine. */
export function pgBouncerVersion(): string | undefined {
  const { status, stdout } = spawnSync('pgbouncer', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0] : undefined;
}

/** A PgBouncer in transaction mode before the server of `url`, with as few server connections as show who leans on one. */
export async function startPgBouncer(url: string, poolSize = 12): Promise<PgBouncer> {
  const { hostname, port, username, password } = new URL(url);
  const directory = mkdtempSync(path.join(tmpdir(), 'pgbouncer-'));
  chmodSync(directory, 0o755);
  const listenPort = await freePort('127.0.0.1');
  const file = path.join(directory, 'pgbouncer.ini');
  writeFileSync(
    file,
    [
      '[databases]',
      `* = host=${hostname} port=${port} user=${decodeURIComponent(username)} password=${decodeURIComponent(password)}`,
      '[pgbouncer]',
      'listen_addr = 127.0.0.1',
      `listen_port = ${listenPort}`,
      'unix_socket_dir =',
      'auth_type = any',
      'pool_mode = transaction',
      `default_pool_size = ${poolSize}`,
      'max_client_conn = 500',
    ].join('\n'),
  );
  // It refuses to run as root.
  const account = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('pgbouncer', [...account, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  atExit(() => child.kill('SIGKILL'));
  const output = new OutputOf(child);
  await output.until(/process up/, 10_000);
  const pooled = new URL(url);
  pooled.port = String(listenPort);
  return {
    url: pooled.href,
    output: () => output.text,
    stop: async () => {
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await ended;
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
