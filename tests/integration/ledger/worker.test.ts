import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { readBooks } from './books';
import { writeDeadLog } from './dead-log';
import { logDirectory } from './log-directory';
import { done } from './sample-records';
import { publishStarterConfig } from './starter-config';

const root = path.resolve(import.meta.dirname, '../../..');
let database: FreshDatabase;
let dataDirectory: string;
let worker: ChildProcess;

beforeEach(async () => {
  database = await freshDatabase();
  dataDirectory = logDirectory();
});
afterEach(async () => {
  if (worker.exitCode === null && worker.signalCode === null) worker.kill('SIGKILL');
  await database.drop();
});

function startWorker(): ChildProcess {
  const env = {
    ...process.env,
    DATABASE_URL: database.url,
    TOLLGATE_DATA_DIR: dataDirectory,
    TOLLGATE_SIMULATOR_URL: 'http://127.0.0.1:9',
    LOG_LEVEL: 'error',
  };
  return fork(path.join(root, 'lib/processes/worker.ts'), { cwd: root, execArgv: ['--import', 'tsx'], env });
}

test('the worker says that it is ready, ingests, and exits 0 on SIGTERM', async () => {
  worker = startWorker();
  expect(await once(worker, 'message')).toEqual([{ type: 'ready' }, undefined]);
  writeDeadLog(path.join(dataDirectory, 'ledger'), [done('req_a')]);
  await vi.waitUntil(async () => (await readBooks(database.url)).requests === 1, { timeout: 10_000 });
  worker.kill('SIGTERM');
  expect(await once(worker, 'exit')).toEqual([0, null]);
});

test('the worker ends when its supervisor is gone', async () => {
  worker = startWorker();
  await once(worker, 'message');
  const exit = once(worker, 'exit');
  worker.disconnect();
  expect(await exit).toEqual([1, null]);
});

test('a worker that is stopped in the middle of the demo history leaves books that the next one completes', async () => {
  await publishStarterConfig(database.url);
  worker = startWorker();
  await vi.waitUntil(async () => (await readBooks(database.url)).requests > 0, {
    timeout: 20_000,
    interval: 5,
  });
  worker.kill('SIGKILL');
  await once(worker, 'exit');
  worker = startWorker();
  let before = -1;
  await vi.waitUntil(
    async () => {
      const { requests } = await readBooks(database.url);
      const settled = requests > 11_000 && requests === before;
      before = requests;
      return settled;
    },
    { timeout: 40_000, interval: 1_000 },
  );
  const books = await readBooks(database.url);
  expect(books.rollups).toMatchObject({ requests: books.requests, attempts: books.attempts });
  expect(new Set(Object.values(books.cost)).size).toBe(1);
  expect(books).toMatchObject({ orphans: 0, deadLetters: 0 });
});
