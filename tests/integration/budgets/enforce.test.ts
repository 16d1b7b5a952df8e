import pg from 'pg';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { listBudgetStatus, type BudgetStatus } from '@/lib/budgets/list-status';
import type { RigConfig } from './budgeted-config';
import { startRig, type Rig } from './rig';
import { ask } from './send-until-refused';

let rig: Rig;
const VIEWER = { id: 'u', email: 'u@example.test', role: 'owner' } as const;

afterEach(async () => {
  await rig.close();
});

const send = (body: object = {}) => ask(rig.gateways[0]?.url ?? '', body);
const spentSoFar = async () => {
  await rig.ingested();
  const [row] = await rig.query<{ spent: string }>('SELECT sum(cost_usd)::text AS spent FROM attempt');
  return row?.spent ?? '0';
};

async function status(): Promise<BudgetStatus> {
  const [budget] = await listBudgetStatus(VIEWER, 'main', new Date());
  if (budget === undefined) throw new Error('no budget');
  return budget;
}

const inForce = async (config: RigConfig, expected: number, body: object) => {
  await rig.publish(config);
  await vi.waitFor(async () => expect((await send(body)).status).toBe(expected), { timeout: 10_000 });
};

describe('a soft budget', () => {
  it('never refuses, and records each of its percentages once', async () => {
    rig = await startRig(1, { limitUsd: '0.002', mode: 'soft' });
    for (let n = 0; n < 5; n += 1) expect((await send({ max_tokens: 100, seed: n })).status).toBe(200);
    const spent = await spentSoFar();
    expect(Number(spent)).toBeGreaterThan(0.002);
    await vi.waitFor(
      async () => expect((await status()).alerts.map(({ percent }) => percent)).toEqual([50, 80, 100]),
      {
        timeout: 10_000,
      },
    );
    const { spentUsd, reservedUsd, percent } = await status();
    expect(Number(spentUsd)).toBe(Number(spent));
    expect(reservedUsd).toBe('0');
    expect(percent).toBeGreaterThan(100);
    expect(await rig.query('SELECT 1 FROM budget_alert')).toHaveLength(3);
  });
});

describe('a hard budget', () => {
  it('counts what was spent before it existed, and a higher limit holds at once', async () => {
    rig = await startRig(1, { limitUsd: '100', scope: { kind: 'team', value: 'others' } });
    for (let n = 0; n < 3; n += 1) expect((await send({ max_tokens: 100, seed: n })).status).toBe(200);
    expect(Number(await spentSoFar())).toBeGreaterThan(0.001);
    await inForce({ limitUsd: '0.001', scope: { kind: 'tag', value: 'app=race' } }, 402, { max_tokens: 100 });
    const spent = Number(await spentSoFar());
    expect(Number((await status()).spentUsd)).toBe(spent);
    await inForce({ limitUsd: '5', scope: { kind: 'tag', value: 'app=race' } }, 200, { max_tokens: 100 });
  });

  it('refuses a model without a price, which passes where no hard budget counts it', async () => {
    rig = await startRig(1, { limitUsd: '1' });
    const refused = await send({ model: 'free' });
    expect(refused.status).toBe(402);
    expect(await refused.text()).toContain('has no price');
    await inForce({ limitUsd: '1', mode: 'soft' }, 200, { model: 'free' });
  });

  it('limits the output to what is left of it, also where the client set no limit', async () => {
    // Enough for the prompt and some 80 tokens.
    rig = await startRig(1, { limitUsd: '0.0008' });
    const long = {
      messages: [{ role: 'user', content: 'Write a very long essay about the history of money.' }],
    };
    const answer = await send(long);
    expect(answer.status).toBe(200);
    const { usage, choices } = (await answer.json()) as {
      usage: { completion_tokens: number };
      choices: { finish_reason: string }[];
    };
    expect(choices[0]?.finish_reason).toBe('length');
    expect(usage.completion_tokens).toBeGreaterThanOrEqual(64);
    expect(Number(await spentSoFar())).toBeLessThanOrEqual(0.0008);
    expect((await send({ max_tokens: 200 })).status).toBe(402);
  });

  it('gives back what a client that left had reserved', async () => {
    // 4,096 tokens are nearly all of it.
    rig = await startRig(1, { limitUsd: '0.034' });
    const leaving = new AbortController();
    const response = await ask(rig.gateways[0]?.url ?? '', { stream: true }, {}, leaving.signal);
    await response.body?.getReader().read();
    leaving.abort();
    await vi.waitFor(
      async () => {
        await rig.ingested();
        expect(await rig.query('SELECT 1 FROM request')).toHaveLength(1);
        expect((await status()).reservedUsd).toBe('0');
      },
      { timeout: 10_000 },
    );
  });
});

it('while the database is away, spending goes on within the slice and then stops', async () => {
  rig = await startRig(1, { limitUsd: '1' });
  expect((await send({ max_tokens: 100 })).status).toBe(200);
  const [row] = await rig.query<{ name: string }>('SELECT current_database() AS name');
  const server = new pg.Client({ connectionString: rig.serverUrl });
  await server.connect();
  const allow = (allowed: boolean) =>
    server.query(`ALTER DATABASE ${row?.name} ALLOW_CONNECTIONS ${allowed}`);
  try {
    await allow(false);
    await server.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [
      row?.name,
    ]);
    const statuses: number[] = [];
    while (statuses.at(-1) !== 503 && statuses.length < 100)
      statuses.push((await send({ max_tokens: 100, seed: statuses.length })).status);
    // 2 % of a dollar is worth some twenty answers.
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(statuses.length).toBeGreaterThan(10);
    await allow(true);
    await vi.waitFor(async () => expect((await send({ max_tokens: 100 })).status).toBe(200), {
      timeout: 20_000,
    });
  } finally {
    await allow(true);
    await server.end();
  }
});
