import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { backlogBytes } from '@/lib/alerts/backlog-bytes';
import { evaluateAlerts } from '@/lib/alerts/evaluate';
import { activateBudget } from '@/lib/budgets/active-budget';
import { openWindow } from '@/lib/budgets/open-window';
import type { Budget } from '@/lib/config/schemas';
import { applyConfig } from '@/lib/config/apply-config';
import { db } from '@/lib/db';
import type { LedgerRecord } from '@/lib/ledger/records';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { fillBooks } from '../analytics/fill-books';
import { writeDeadLog } from '../ledger/dead-log';
import { ingestOnce } from '../ledger/ingest-once';
import { logDirectory } from '../ledger/log-directory';
import { attempt, done, header } from '../ledger/sample-records';

const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;
/** Five past an hour of yesterday morning, so that the day after has come, too. */
const BAD_AT = Math.floor(Date.now() / DAY) * DAY - DAY + 8 * HOUR + 5 * MIN;
const GOOD_AT = BAD_AT + 2 * HOUR;
const NEXT_DAY = BAD_AT + DAY;
const BUDGET: Budget = {
  id: 'day',
  name: 'The day',
  scope: { kind: 'workspace', value: 'main' },
  period: 'daily',
  limitUsd: '10',
  mode: 'soft',
  alertPercents: [80],
};
const ALERTS = [
  { id: 'errors', name: 'Errors', when: { kind: 'error_rate', percent: 10 } },
  { id: 'rate', name: 'Spend rate', when: { kind: 'spend_rate', usdPerHour: '5' } },
  { id: 'odd', name: 'Odd', when: { kind: 'anomaly', by: 'key' } },
  { id: 'slow', name: 'Slow', when: { kind: 'p95', ms: 1_000 } },
  { id: 'hits', name: 'Hits', when: { kind: 'hit_rate', percent: 30 } },
  { id: 'gateway-hits', name: 'Own hits', when: { kind: 'hit_rate', percent: 30, cache: 'gateway' } },
  { id: 'provider', name: 'Provider', when: { kind: 'provider_status' } },
  { id: 'unpriced', name: 'Unpriced', when: { kind: 'unpriced' } },
  { id: 'quarantined', name: 'Odd usage', when: { kind: 'quarantined' } },
  { id: 'budget', name: 'Budget', when: { kind: 'budget' } },
  { id: 'dead', name: 'Dead', when: { kind: 'dead_letters' } },
  { id: 'log', name: 'Log', when: { kind: 'log_backlog', megabytes: 1 } },
];
const OF_TRAFFIC = [
  ...['errors', 'gateway-hits', 'hits', 'odd', 'provider', 'quarantined', 'rate', 'slow', 'unpriced'],
];

let database: FreshDatabase;
let pool: pg.Pool;
const directory = logDirectory();

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  await createDefaultWorkspaces({ demo: false });
  await applyConfig({ file: { alerts: ALERTS, budgets: [BUDGET] }, author: 'test' });
  const active = activateBudget(BUDGET, {
    configVersion: 1,
    zoneOf: () => 'UTC',
    workspaceOfKey: () => undefined,
  });
  for (const at of [BAD_AT, NEXT_DAY]) await openWindow(pool, active, active.windowAt(at));
  await fillBooks(database.url, [...usualHours(), ...badTraffic(), ...goodTraffic()]);
}, 60_000);
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

const priced = (totalUsd: string) => ({
  state: 'priced' as const,
  totalUsd,
  lines: [],
  unpricedMeters: [],
});
const without = (state: 'unpriced' | 'quarantined') => ({
  state,
  totalUsd: null,
  lines: [],
  unpricedMeters: ['out.text'],
});

/** What the key costs at that hour of the week. */
function usualHours(): LedgerRecord[] {
  return Array.from({ length: 6 }, (_, week) => {
    const startedAt = BAD_AT - 20 * MIN - (week + 1) * WEEK;
    return done(`usual_${week}`, {
      request: header(`usual_${week}`, { startedAt }),
      attempts: [attempt({ startedAt, cost: priced('0.1') })],
    });
  });
}

/** Slow, dear, failing, not cached; some without a price, some with a usage that is none. */
function badTraffic(): LedgerRecord[] {
  return Array.from({ length: 90 }, (_, n) => {
    // Half of it in the whole hour before, which anomalies are about; half in the last five minutes.
    const startedAt = BAD_AT - (n % 2 === 0 ? 20 : 2) * MIN;
    const cost = [priced('1'), without('unpriced'), without('quarantined')][n % 30] ?? priced('1');
    const failed = attempt({ startedAt, status: 503, outcome: 'error', latencyMs: 9_000, cost });
    return done(`bad_${n}`, {
      request: header(`bad_${n}`, { startedAt }),
      ...{ outcome: 'error', status: 502, latencyMs: 9_000, cache: 'miss' },
      attempts: [failed],
    });
  });
}

function goodTraffic(): LedgerRecord[] {
  return Array.from({ length: 60 }, (_, n) => {
    const startedAt = GOOD_AT - 2 * MIN;
    const meters = { 'in.text': 10, 'in.cache_read': 90, 'out.text': 20 };
    const usage = { meters, provenance: 'provider' as const };
    return done(`good_${n}`, {
      request: header(`good_${n}`, { startedAt }),
      cache: 'hit_exact',
      attempts: [attempt({ startedAt, usage })],
    });
  });
}

async function look(nowMs: number): Promise<void> {
  const errors: unknown[] = [];
  await evaluateAlerts(pool, {
    nowMs,
    backlogBytes: () => backlogBytes(pool, directory),
    onError: (error) => errors.push(error),
  });
  expect(errors).toEqual([]);
}

async function inPhase(phase: string): Promise<string[]> {
  const { rows } = await pool.query<{ rule: string }>(
    'SELECT DISTINCT rule_id AS rule FROM alert_state WHERE phase = $1 ORDER BY 1',
    [phase],
  );
  return rows.map(({ rule }) => rule);
}

it('each condition of traffic and of a budget fires on bad traffic, and says what it saw', async () => {
  await look(BAD_AT);
  expect(await inPhase('firing')).toEqual(['budget', ...OF_TRAFFIC].sort());
  const { rows } = await pool.query<{ line: string }>(
    `SELECT rule_id || ': ' || summary AS line FROM alert_state WHERE rule_id IN ('errors', 'provider', 'budget', 'quarantined')
     ORDER BY 1`,
  );
  expect(rows.map(({ line }) => line)).toEqual([
    'budget: 840 % of the budget “day” is spent (80 % is the mark)',
    'errors: 100 % of 90 requests failed (10 % is the mark)',
    'provider: sim is unhealthy; 100 % errors, above 5 %',
    expect.stringMatching(/^quarantined: 3 attempts at sim\/small came with a usage that is none/),
  ]);
});

it('a provider that is not called any more is not thereby well', async () => {
  await look(BAD_AT + 30 * MIN);
  expect(await inPhase('firing')).toContain('provider');
});

it('each of them is over on good traffic; the budget when its next day begins', async () => {
  await look(GOOD_AT);
  expect(await inPhase('resolved')).toEqual(OF_TRAFFIC);
  expect(await inPhase('firing')).toEqual(['budget']);
  await look(NEXT_DAY);
  expect(await inPhase('firing')).toEqual([]);
});

it('a log that grows and a record that cannot be booked fire, and are over when it is read and an hour has passed', async () => {
  const broken = Buffer.concat([Buffer.alloc(1_200_000, 'x'), Buffer.from('\n')]);
  writeDeadLog(directory, [broken, done('req_after', { request: header('req_after') })]);
  await look(Date.now());
  expect(await inPhase('firing')).toEqual(['log']);
  await ingestOnce({ databaseUrl: database.url, directory });
  await look(Date.now());
  expect(await inPhase('firing')).toEqual(['dead']);
  await look(Date.now() + 61 * MIN);
  expect(await inPhase('firing')).toEqual([]);
});
