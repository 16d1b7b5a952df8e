import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { openPostgres } from '@/lib/boot/postgres/open';
import { withClient } from '@/lib/boot/postgres/connect';
import { createTestKey } from '../support/create-key';
import { DatabaseProxy, type Weather } from '../support/database-proxy';
import { removeData, startTollgate, type RunningTollgate } from '../support/start-tollgate';
import { quantile } from './statistics';

const RATE = 300;
const KEY = 'tg-slow-0123456789abcdefghijklmno';
const CAUGHT_UP_MS = 120_000;
/** Code is compiled, pools fill, and what the start left behind is worked off. */
const WARM_S = 20;

interface Phase {
  latenciesMs: number[];
  failed: number;
}

/** Requests that begin when they are due, whatever the others do. */
async function load({ url }: RunningTollgate, client: Agent, seconds: number): Promise<Phase> {
  const phase: Phase = { latenciesMs: [], failed: 0 };
  const body = JSON.stringify({
    model: 'gpt-4.1',
    max_tokens: 20,
    messages: [{ role: 'user', content: 'Say something short.' }],
  });
  const headers = { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' };
  const askOnce = async () => {
    const began = performance.now();
    try {
      const answer = await request(`${url}/v1/chat/completions`, {
        method: 'POST',
        dispatcher: client,
        headers,
        body,
      });
      await answer.body.dump();
      if (answer.statusCode === 200) phase.latenciesMs.push(performance.now() - began);
      else phase.failed += 1;
    } catch {
      phase.failed += 1;
    }
  };
  const asked: Promise<void>[] = [];
  const began = performance.now();
  while (asked.length < RATE * seconds) {
    const due = Math.min(RATE * seconds, ((performance.now() - began) / 1_000) * RATE);
    while (asked.length < due) asked.push(askOnce());
    await after(2);
  }
  await Promise.all(asked);
  return phase;
}

async function publishBudget({ url, adminToken }: RunningTollgate): Promise<void> {
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const config = (await (await fetch(`${url}/api/v1/config`, { headers })).json()) as object;
  const scope = { kind: 'workspace', value: 'main' };
  const budget = { id: 'bench', name: 'Bench', scope, period: 'monthly', limitUsd: '10000', mode: 'hard' };
  const body = JSON.stringify({ ...config, budgets: [budget] });
  const put = await fetch(`${url}/api/v1/config`, { method: 'PUT', headers, body });
  if (!put.ok) throw new Error(`no budget: ${put.status} ${await put.text()}`);
}

/** Rows on the books, once there are as many as were answered, or as many as there ever will be. */
async function rowsOf(databaseUrl: string, expected: number): Promise<{ rows: number; afterMs: number }> {
  return withClient(databaseUrl, async (client) => {
    const began = performance.now();
    for (;;) {
      const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM request');
      const n = rows[0]?.n ?? 0;
      const afterMs = performance.now() - began;
      if (n >= expected || afterMs > CAUGHT_UP_MS) return { rows: n, afterMs };
      await after(50);
    }
  });
}

const PHASES: { name: string; weather: Weather; seconds: number }[] = [
  { name: 'as it is', weather: { kind: 'clear' }, seconds: 15 },
  { name: 'each answer 5 s late', weather: { kind: 'slow', ms: 5_000 }, seconds: 20 },
  { name: 'stopped for 20 s', weather: { kind: 'refuse' }, seconds: 20 },
  { name: 'silent for 20 s', weather: { kind: 'hold' }, seconds: 20 },
];

/** The whole product at a steady rate, each request reserved in a hard budget, while its database is slow or away. */
export async function slowDatabase(): Promise<object[]> {
  const directory = mkdtempSync(path.join(tmpdir(), 'tollgate-slow-'));
  const dataDirectory = path.join(directory, 'data');
  const postgres = await openPostgres(path.join(directory, 'database'), { fsync: 'off' });
  const proxy = await DatabaseProxy.to(postgres.url);
  const client = new Agent({ connections: 128 });
  try {
    const tollgate = await startTollgate({
      DATABASE_URL: proxy.url,
      TOLLGATE_DATA_DIR: dataDirectory,
      TOLLGATE_DEMO: 'off',
      TOLLGATE_SIMULATOR: 'on',
      TOLLGATE_SIMULATOR_LATENCY_FACTOR: '0.05',
    });
    await createTestKey(tollgate, KEY);
    await publishBudget(tollgate);
    const warm = await load(tollgate, client, WARM_S);
    let sent = warm.latenciesMs.length + warm.failed;
    let baseline = 0;
    const table = [];
    for (const { name, weather, seconds } of PHASES) {
      proxy.become(weather);
      const { latenciesMs, failed } = await load(tollgate, client, seconds);
      proxy.become({ kind: 'clear' });
      sent += latenciesMs.length + failed;
      const p99 = quantile(latenciesMs, 0.99);
      baseline ||= p99;
      const { rows, afterMs } = await rowsOf(postgres.url, sent);
      table.push({
        'the database': name,
        requests: latenciesMs.length + failed,
        failed,
        'p50 ms': quantile(latenciesMs, 0.5).toFixed(1),
        'p99 ms': p99.toFixed(1),
        'added p99 ms': (p99 - baseline).toFixed(1),
        'rows lost': sent - rows,
        'caught up after s': (afterMs / 1_000).toFixed(1),
      });
    }
    await tollgate.stop();
    return table;
  } finally {
    await client.destroy();
    await proxy.close();
    await postgres.stop();
    removeData(dataDirectory);
    rmSync(postgres.cluster, { recursive: true, force: true });
    rmSync(directory, { recursive: true, force: true });
  }
}
