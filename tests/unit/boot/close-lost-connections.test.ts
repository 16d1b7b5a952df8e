import cluster from 'node:cluster';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, it } from 'vitest';
import { closeLostConnections } from '@/lib/boot/close-lost-connections';

let directory = '';
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'cluster-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

it('closes a connection that was handed to a worker which died before it took it', async () => {
  const exec = path.join(directory, 'worker.cjs');
  writeFileSync(
    exec,
    `require('node:net').createServer(() => undefined).listen(0, '127.0.0.1');
     process.on('disconnect', () => process.exit());`,
  );
  cluster.setupPrimary({ exec, execArgv: [], args: [] });
  const worker = cluster.fork();
  closeLostConnections(worker.process);
  const [address] = await once(worker, 'listening');
  // Stopped, it stays connected and takes nothing: the moment between a death and its notice, made long.
  worker.process.kill('SIGSTOP');
  const socket = connect(Number(address.port), '127.0.0.1');
  await once(socket, 'connect');
  const closed = once(socket, 'close');
  socket.on('error', () => undefined).resume();
  setImmediate(() => worker.process.kill('SIGKILL'));
  await closed;
});
