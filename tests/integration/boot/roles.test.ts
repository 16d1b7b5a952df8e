import http from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { db } from '@/lib/db';
import { createKey } from '@/lib/keys/create';
import { freshDatabase, type FreshDatabase } from '../../support/fresh-database';
import { sendChat } from '../../support/send-chat';
import { failedStart, startTollgate, type RunningTollgate } from '../../support/start-tollgate';
import { OWNER } from '../../support/viewers';

let database: FreshDatabase;
let books: pg.Pool;
let worker: RunningTollgate;
let dashboard: RunningTollgate;
let gateways: RunningTollgate[];
let key: string;

const shared = () => ({
  DATABASE_URL: database.url,
  TOLLGATE_SECRET: process.env['TOLLGATE_SECRET'] ?? '',
  TOLLGATE_WORKERS: '1',
  TOLLGATE_DEMO: 'off',
  TOLLGATE_SIMULATOR_LATENCY_FACTOR: '0.1',
});
/** Says for so long that it leaves as the balancer below needs to see it. */
const gateway = () => ({ ...shared(), TOLLGATE_ROLE: 'gateway', TOLLGATE_LEAVE_MS: '1500' });

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  books = new pg.Pool({ connectionString: database.url, max: 2 });
  // All at once, on an empty database: one of them migrates and publishes what there is to begin with.
  let rest: RunningTollgate[];
  [worker, dashboard, ...rest] = await Promise.all([
    startTollgate({ ...shared(), TOLLGATE_ROLE: 'worker' }),
    startTollgate({ ...shared(), TOLLGATE_ROLE: 'dashboard' }),
    startTollgate(gateway()),
    startTollgate(gateway()),
  ]);
  gateways = rest;
  key = (await createKey(OWNER, { name: 'roles' })).value;
}, 300_000);

afterAll(async () => {
  await Promise.all([worker, dashboard, ...gateways].map((tollgate) => tollgate.remove()));
  await db().$disconnect();
  await books.end();
  await database.drop();
});

const status = async (url: string) => (await fetch(url)).status;
const count = async (table: 'request' | 'attempt') =>
  Number((await books.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

const chat = (url: string) =>
  sendChat({
    ...{ url, key, agent: new http.Agent(), model: 'gpt-4.1', prompt: 'What is a tollgate?' },
    ...{ stream: false, maxTokens: 8 },
  });

describe('roles of a fleet', () => {
  it('a part alone without a shared database says in one line what it needs', async () => {
    const { code, text } = await failedStart({ TOLLGATE_ROLE: 'gateway' });
    expect(code).toBe(1);
    expect(text.trim()).toBe(
      'TOLLGATE_ROLE=gateway needs DATABASE_URL and TOLLGATE_SECRET, the same for every Tollgate.',
    );
  });

  it('each serves what is its own, answers probes, and says of the rest that it is elsewhere', async () => {
    for (const { url } of [worker, dashboard, ...gateways]) {
      expect(await status(`${url}/healthz`)).toBe(200);
      // Four that have just started keep each other's processes from answering at once.
      await vi.waitFor(async () => expect(await status(`${url}/readyz`)).toBe(200), { timeout: 20_000 });
    }
    expect(await status(`${dashboard.url}/sign-in`)).toBe(200);
    for (const { url } of [worker, ...gateways]) expect(await status(`${url}/sign-in`)).toBe(404);
    for (const { url } of [worker, dashboard]) expect(await status(`${url}/v1/models`)).toBe(404);
  });

  it('a gateway brings its own log onto the books, without a worker on its host', async () => {
    const before = await count('request');
    const [first] = gateways;
    for (let n = 0; n < 5; n += 1) expect(await chat(first?.url ?? '')).toBe('answered');
    await vi.waitFor(async () => expect(await count('request')).toBe(before + 5), { timeout: 10_000 });
  });

  it('loses no request and no row when one gateway is replaced under traffic', async () => {
    const before = await count('request');
    // As a balancer does: who says that it is not ready gets no more new requests.
    const ready = new Set(gateways.map(({ url }) => url));
    let isOver = false;
    const looking = (async () => {
      while (!isOver) {
        for (const { url } of gateways)
          if ((await status(`${url}/readyz`).catch(() => 0)) === 200) ready.add(url);
          else ready.delete(url);
        await sleep(100);
      }
    })();
    const outcomes: string[] = [];
    const sending = (async () => {
      for (let n = 0; !isOver; n += 1) {
        const open = [...ready];
        const target = open[n % open.length];
        if (target !== undefined) void chat(target).then((outcome) => outcomes.push(outcome));
        await sleep(20);
      }
    })();
    const [replaced] = gateways;
    await replaced?.stop();
    // What it left is on the books before it ends, for its disk may go with it. What the other and the pages write stays open.
    const { rows } = await books.query('SELECT name FROM ledger_segment WHERE NOT finished');
    expect(rows.length).toBeLessThanOrEqual(2);
    gateways[0] = await startTollgate({
      ...gateway(),
      TOLLGATE_DATA_DIR: replaced?.dataDirectory ?? '',
      PORT: String(replaced?.port),
    });
    isOver = true;
    await Promise.all([looking, sending]);
    await vi.waitFor(async () => expect(await count('request')).toBe(before + outcomes.length), {
      timeout: 20_000,
      interval: 200,
    });
    expect(outcomes.length).toBeGreaterThan(50);
    expect(new Set(outcomes)).toEqual(new Set(['answered']));
  }, 120_000);
});
