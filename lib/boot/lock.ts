import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BootError } from './boot-error';
import { errorCode } from './error-code';

export interface Lock {
  release(): Promise<void>;
}

/**
 * A lock between processes of one machine, undefined when another holds it. It is a listening socket, so that the system
 * itself lets go of it when its holder ends, however it ends.
 */
export async function tryLock(name: string): Promise<Lock | undefined> {
  const address = socketAddress(name);
  try {
    return held(await listen(address));
  } catch (error) {
    if (errorCode(error) !== 'EADDRINUSE') throw error;
  }
  if (address.startsWith('\0') || (await isAnswered(address))) return undefined;
  // A file socket outlives its process; a refused connection tells that nobody listens any more.
  rmSync(address, { force: true });
  return listen(address).then(held, () => undefined);
}

/** Waits its turn. Throws {@link BootError} after `timeoutMs`. */
export async function waitForLock(name: string, timeoutMs = 600_000): Promise<Lock> {
  for (let waitedMs = 0; waitedMs < timeoutMs; waitedMs += 250) {
    const lock = await tryLock(name);
    if (lock) return lock;
    await sleep(250);
  }
  throw new BootError(`Another process has held "${name}" for ${timeoutMs / 1000} seconds.`);
}

/** Linux has socket names without files; elsewhere a file in the temp directory stands for the name. */
function socketAddress(name: string): string {
  const digest = createHash('sha256').update(name).digest('hex').slice(0, 24);
  return process.platform === 'linux'
    ? `\0tollgate-${digest}`
    : path.join(tmpdir(), `tollgate-${digest}.sock`);
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => resolve(server));
  });
}

function held(server: Server): Lock {
  server.unref();
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function isAnswered(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(address);
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.unref();
  });
}
