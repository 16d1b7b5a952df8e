import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { freePort } from '@/lib/boot/free-port';
import { applyConfig } from '@/lib/config/apply-config';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

const KEY = 'tg-away-0123456789abcdefghijklmn';
const PASSWORD = 'a-very-secret-word';
let database: FreshDatabase;
let folder: string;
let gateway: ChildProcess;
let url: string;
let said = '';

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  folder = mkdtempSync(path.join(tmpdir(), 'tollgate-away-'));
  await createDefaultWorkspaces({ demo: false });
  await applyConfig({ file: { keys: [{ id: 'k', name: 'K', value: KEY, rpm: 3 }] }, author: 'test' });
  gateway = fork(path.resolve('lib/processes/gateway.ts'), [], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    env: {
      ...{ ...process.env, DATABASE_URL: database.url, TOLLGATE_DATA_DIR: folder, NODE_ENV: 'production' },
      ...{ PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'info', TOLLGATE_PROCESS: 'gateway-1' },
      REDIS_URL: `redis://:${PASSWORD}@127.0.0.1:${await freePort()}`,
    },
  });
  gateway.stderr?.on('data', (bytes: Buffer) => (said += bytes.toString()));
  const [message] = (await once(gateway, 'message')) as [{ port: number }];
  url = `http://127.0.0.1:${message.port}`;
}, 60_000);

afterAll(async () => {
  const gone = once(gateway, 'exit');
  gateway.kill('SIGTERM');
  await gone;
  await db().$disconnect();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

it('a gateway whose Redis is away is ready, says so, keeps limits by itself and never tells the password', async () => {
  const ready = await fetch(`${url}/readyz`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({
    reasons: [],
    warnings: ['Redis is away (ECONNREFUSED): each gateway keeps to its own share of the limits'],
  });
  const metrics = async () => (await fetch(`${url}/metrics`)).text();
  expect(await metrics()).toMatch(/^tollgate_shared_store_down 1$/m);
  await vi.waitFor(async () => expect(await metrics()).toMatch(/^tollgate_gateways 1$/m), {
    timeout: 10_000,
  });
  const ask = async () =>
    (
      await fetch(`${url}/v1/route`, {
        method: 'POST',
        headers: { authorization: `Bearer ${KEY}` },
        body: '{}',
      })
    ).status;
  const statuses = [await ask(), await ask(), await ask(), await ask()];
  expect(statuses.map((status) => status === 429)).toEqual([false, false, false, true]);
  expect(said.match(/Redis is away/g)).toHaveLength(1);
  expect(said).not.toContain(PASSWORD);
});
