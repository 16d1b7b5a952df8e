import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { answerProbe } from '@/lib/health/answer-probe';
import { readiness, type Standing } from '@/lib/health/readiness';

const WELL: Standing = {
  load: [],
  ledger: undefined,
  configVersion: 1,
  databaseAgeMs: 100,
  configAgeMs: 100,
  logBytes: 1_000,
};
const adminToken = 'a-token-of-the-test-0123456789';
let standing: () => Promise<Standing> = () => Promise.resolve(WELL);
let token: string | undefined = adminToken;
const server = http.createServer((request, response) => {
  const metrics = () => Promise.resolve('the metrics\n');
  const options = { readiness: async () => readiness(await standing()), metrics, adminToken: token };
  if (!answerProbe(request, response, options)) response.writeHead(404).end();
});
let url: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it('is alive as long as it answers', async () => {
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

it('shows metrics to who has the admin token only, where there is one', async () => {
  token = adminToken;
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  const answer = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${adminToken}` } });
  expect([answer.status, await answer.text()]).toEqual([200, 'the metrics\n']);
});

it('shows metrics to this machine only where there is no token, and not through a proxy', async () => {
  token = undefined;
  expect((await fetch(`${url}/metrics`)).status).toBe(200);
  expect((await fetch(`${url}/metrics`, { headers: { 'x-forwarded-for': '10.0.0.1' } })).status).toBe(401);
});

async function readyz() {
  const answer = await fetch(`${url}/readyz`);
  return [answer.status, await answer.json()];
}

it.each<[string, Partial<Standing>, string]>([
  ['draining', { load: ['stopping'] }, 'stopping'],
  ['overloaded', { load: ['event loop is late'] }, 'event loop is late'],
  ['on a full disk', { ledger: 'the ledger cannot be written' }, 'the ledger cannot be written'],
  ['without a configuration', { configVersion: 0 }, 'nothing is configured'],
])('is not ready while %s, and says so', async (_what, over, reason) => {
  standing = () => Promise.resolve({ ...WELL, ...over });
  expect(await readyz()).toEqual([503, { status: 'not ready', reasons: [reason], warnings: [] }]);
});

it.each<[string, Partial<Standing>, string[]]>([
  ['a database that is silent for 15 s', { databaseAgeMs: 15_000 }, []],
  ['one that is silent for longer', { databaseAgeMs: 15_600 }, ['the database has not answered for 16 s']],
  ['a configuration that is a minute old', { configAgeMs: 60_000 }, []],
  ['an older one', { configAgeMs: 61_000 }, ['the configuration was last known to be the newest 61 s ago']],
  ['64 MB of log', { logBytes: 64_000_000 }, []],
  ['more log', { logBytes: 65_000_000 }, ['65 MB of the log wait to be put on the books']],
  ['a log whose size is not known', { logBytes: undefined }, []],
])('serves on with %s, and warns from beyond the mark on', async (_what, over, warnings) => {
  standing = () => Promise.resolve({ ...WELL, ...over });
  expect(await readyz()).toEqual([200, { status: 'ready', reasons: [], warnings }]);
});

it('answers when it can not be told how it stands', async () => {
  standing = () => Promise.reject(new Error('no'));
  expect(await readyz()).toEqual([503, { status: 'not known' }]);
});
