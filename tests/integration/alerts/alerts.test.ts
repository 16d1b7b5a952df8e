import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signBody } from '@/lib/alerts/channels/sign';
import { deliverDue } from '@/lib/alerts/deliver';
import { evaluateAlerts } from '@/lib/alerts/evaluate';
import { secretReader } from '@/lib/alerts/open-secret';
import { applyConfig } from '@/lib/config/apply-config';
import { exportConfig } from '@/lib/config/export-config';
import { db } from '@/lib/db';
import { parseAllowList } from '@/lib/egress/policy';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { startReceiver, startSmtp } from './receivers';

const NOW = Date.parse('2026-11-20T12:00:00Z');
const MIN = 60_000;
const SECRET = 'a-signing-secret-of-some-length';
let database: FreshDatabase;
let pool: pg.Pool;
let hook: Awaited<ReturnType<typeof startReceiver>>;
let slack: Awaited<ReturnType<typeof startReceiver>>;
let smtp: Awaited<ReturnType<typeof startSmtp>>;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url });
  await createDefaultWorkspaces({ demo: false });
  [hook, slack, smtp] = await Promise.all([startReceiver(), startReceiver(), startSmtp()]);
});
afterAll(async () => {
  hook.close();
  slack.close();
  smtp.close();
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

const file = () => ({
  alerts: [
    {
      id: 'errors',
      name: 'Errors',
      when: { kind: 'error_rate', percent: 10, minRequests: 10 },
      channels: ['hook', 'slack', 'mail'],
    },
    { id: 'rate', name: 'Spend rate', when: { kind: 'spend_rate', usdPerHour: '5' }, forMinutes: 10 },
    { id: 'odd', name: 'Odd', when: { kind: 'anomaly', by: 'key' } },
    { id: 'slow', name: 'Slow', when: { kind: 'p95', ms: 1000, minRequests: 1 } },
    { id: 'hits', name: 'Hits', when: { kind: 'hit_rate', percent: 30, minRequests: 1 } },
    { id: 'provider', name: 'Provider', when: { kind: 'provider_status' } },
    { id: 'unpriced', name: 'Unpriced', when: { kind: 'unpriced' } },
    { id: 'odd-usage', name: 'Odd usage', when: { kind: 'quarantined' } },
    { id: 'dead', name: 'Dead', when: { kind: 'dead_letters' } },
    { id: 'log', name: 'Log', when: { kind: 'log_backlog', megabytes: 1 } },
    { id: 'budget', name: 'Budget', when: { kind: 'budget' } },
  ],
  channels: [
    { id: 'hook', name: 'Hook', kind: 'webhook', url: hook.url, secret: SECRET },
    { id: 'slack', name: 'Slack', kind: 'slack', secret: slack.url },
    {
      id: 'mail',
      name: 'Mail',
      kind: 'email',
      host: '127.0.0.1',
      port: smtp.port,
      security: 'none',
      user: 'ada',
      secret: 'mail-password',
      from: 'tollgate@example.com',
      to: ['ops@example.com', 'ada@example.com'],
    },
  ],
});

beforeEach(async () => {
  await pool.query(
    'TRUNCATE config_version, credential, rollup_15m, alert_state, alert_event, ledger_dead_letter CASCADE',
  );
  await applyConfig({ file: file(), author: 'test' });
  for (const receiver of [hook, slack]) {
    receiver.calls.length = 0;
    receiver.state.status = 200;
    receiver.state.says = 'noted';
  }
  smtp.mails.length = 0;
  delete smtp.state.reject;
  delete smtp.state.onlyTo;
});

async function traffic(
  atMs: number,
  outcome: string,
  requests: number,
  more: { cost?: string; key?: string } = {},
) {
  await pool.query(
    `INSERT INTO rollup_15m (workspace_id, bucket, provider, model, requested_model, key_id, team, task, rule_id, outcome,
       requests, cost_usd) VALUES ('main', $1, 'p', 'm', 'm', $4, '', '', '', $2, $3, $5)`,
    [new Date(atMs).toISOString(), outcome, requests, more.key ?? 'k', more.cost ?? '0'],
  );
}

const errors: unknown[] = [];
const look = (nowMs: number, backlog = 0) =>
  evaluateAlerts(pool, {
    nowMs,
    backlogBytes: () => Promise.resolve(backlog),
    onError: (error) => errors.push(error),
  });
const events = async () =>
  (
    await pool.query<{ line: string }>(`SELECT rule_id || ' ' || kind AS line FROM alert_event ORDER BY id`)
  ).rows.map(({ line }) => line);
const deliver = (nowMs: number, allow = '127.0.0.0/8') =>
  deliverDue(pool, {
    allowed: parseAllowList(allow),
    secretOf: secretReader(pool),
    now: () => nowMs,
    random: () => 1,
    publicUrl: 'https://tollgate.example',
  });
const deliveries = async () =>
  (
    await pool.query<Record<string, unknown>>(
      'SELECT channel_id, state, tries, outcome FROM alert_delivery ORDER BY channel_id',
    )
  ).rows;
/** Well after the deliveries were made, which are due by the clock of the database. */
const later = Date.now() + 3_600_000;

describe('looking', () => {
  it('every kind of condition can be read on empty books, and none fires', async () => {
    expect(await look(NOW)).toBe(true);
    expect(errors).toEqual([]);
    expect(await events()).toEqual([]);
  });

  it('an error rate fires once however often one looks, and ends when it is well below', async () => {
    await traffic(NOW - 30 * MIN, 'error', 2);
    await traffic(NOW - 30 * MIN, 'success', 18);
    await look(NOW);
    await look(NOW + MIN);
    expect(await events()).toEqual(['errors fired']);
    await traffic(NOW - 15 * MIN, 'success', 200);
    await look(NOW + 2 * MIN);
    expect(await events()).toEqual(['errors fired', 'errors resolved']);
  });

  it('a spend rate fires only after it held for its time', async () => {
    await traffic(NOW - 15 * MIN, 'success', 1, { cost: '5' });
    await look(NOW);
    await look(NOW + 9 * MIN);
    expect(await events()).toEqual([]);
    await look(NOW + 10 * MIN);
    expect(await events()).toEqual(['rate fired']);
  });

  it('a key that spends unlike itself at that hour of the week is an anomaly; a new one is not', async () => {
    const hour = NOW - 60 * MIN;
    for (let week = 1; week <= 6; week += 1)
      await traffic(hour - week * 168 * 60 * MIN, 'success', 1, { cost: '1', key: 'steady' });
    await traffic(hour, 'success', 1, { cost: '2', key: 'steady' });
    await traffic(hour, 'success', 1, { cost: '2', key: 'new' });
    await look(NOW);
    const { rows } = await pool.query('SELECT subject, reading FROM alert_event');
    expect(rows).toEqual([{ subject: 'steady', reading: 10 }]);
  });

  it('a percentage that a budget names twice is told once', async () => {
    const scope = { kind: 'team', value: 'red' };
    const budget = {
      id: 'b',
      name: 'B',
      scope,
      period: 'daily',
      limitUsd: '1',
      mode: 'soft',
      alertPercents: [80, 80],
    };
    await applyConfig({ file: { ...file(), budgets: [budget] }, author: 'test' });
    await pool.query(
      `INSERT INTO budget_window (budget_id, workspace_id, scope_kind, scope_value, period, starts_at, ends_at, limit_usd, mode,
         alert_percents, spent_usd, config_version)
       VALUES ('b', 'main', 'team', 'red', 'daily', $1, $2, 1, 'soft', '{80,80}', 0.8, 1)`,
      [new Date(NOW - 60 * MIN), new Date(NOW + 60 * MIN)],
    );
    await look(NOW);
    expect(await events()).toEqual(['budget fired']);
    await pool.query('DELETE FROM budget_window');
  });

  it('dead letters and a log that grows are told', async () => {
    await pool.query(
      `INSERT INTO ledger_dead_letter (segment, "offset", reason, record, at) VALUES ('s', 1, 'r', '{}', $1)`,
      [new Date(NOW - MIN).toISOString()],
    );
    await look(NOW, 1_000_000);
    expect(await events()).toEqual(['dead fired', 'log fired']);
  });

  it('is done by one at a time, whoever else comes has nothing to do', async () => {
    const holder = await pool.connect();
    await holder.query("BEGIN; SELECT pg_advisory_xact_lock(hashtext('tollgate.alerts'))");
    expect(await look(NOW)).toBe(false);
    await holder.query('COMMIT');
    holder.release();
    expect(await look(NOW)).toBe(true);
  });
});

describe('telling', () => {
  beforeEach(async () => {
    await traffic(NOW - 30 * MIN, 'error', 20);
    await look(NOW);
  });

  it('reaches webhook, Slack and mail once each, signed and with one id', async () => {
    expect(await deliver(later)).toBe(3);
    expect(await deliver(later + 10 * MIN)).toBe(0);
    const [call] = hook.calls;
    const timestamp = Number(call?.headers['x-tollgate-timestamp']);
    expect(call?.headers['x-tollgate-signature']).toBe(signBody(SECRET, timestamp, call?.body ?? ''));
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      deliveryId: call?.headers['x-tollgate-delivery'],
      kind: 'fired',
      rule: { id: 'errors', name: 'Errors' },
      summary: '100 % of 20 requests failed (10 % is the mark)',
      url: 'https://tollgate.example/alerts?workspace=main',
    });
    expect(slack.calls.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([
      { text: expect.stringContaining('Firing: Errors (main)') as string },
    ]);
    expect(smtp.mails).toMatchObject([
      { user: '|ada|mail-password', to: [expect.stringContaining('ops@'), expect.stringContaining('ada@')] },
    ]);
    expect(smtp.mails[0]?.data).toContain('Subject: Firing: Errors (main)');
    expect((await deliveries()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  });

  it('a channel that fails is tried again under the same id, and holds up no other', async () => {
    hook.state.status = 503;
    await deliver(later);
    expect(await deliveries()).toMatchObject([
      { channel_id: 'hook', state: 'waiting', tries: 1, outcome: 'answered 503: noted' },
      { channel_id: 'mail', state: 'sent' },
      { channel_id: 'slack', state: 'sent' },
    ]);
    hook.state.status = 200;
    expect(await deliver(later + 9_999)).toBe(0);
    expect(await deliver(later + 10_000)).toBe(1);
    expect(new Set(hook.calls.map(({ headers }) => headers['x-tollgate-delivery'])).size).toBe(1);
    expect(await deliveries()).toMatchObject([{ state: 'sent', tries: 2 }, {}, {}]);
  });

  it('what will never be taken is given up at once: a refused mail, a redirect', async () => {
    smtp.state.reject = '550 5.1.1 no such user';
    hook.state.status = 302;
    await deliver(later);
    const [webhook, mail] = await deliveries();
    expect(webhook).toMatchObject({ state: 'failed', outcome: 'answered 302: noted' });
    expect(mail).toMatchObject({ state: 'failed', outcome: expect.stringContaining('550') as string });
  });

  it('no part of a secret is told where the end of what is kept of an answer falls into it', async () => {
    hook.state.status = 400;
    for (const before of [175, 190, 275, 290]) {
      hook.state.says = `${'x'.repeat(before)}${SECRET}`;
      await pool.query(
        "UPDATE alert_delivery SET state = 'waiting', next_at = now() WHERE channel_id = 'hook'",
      );
      await deliver(later);
      const [webhook] = await deliveries();
      expect(webhook).toMatchObject({ state: 'failed' });
      expect(webhook?.['outcome']).not.toContain(SECRET.slice(0, 3));
    }
  });

  it('a mail that a server takes for some people only says for whom not', async () => {
    Object.assign(smtp.state, { reject: '550 5.1.1 no such user', onlyTo: 'ada@' });
    await deliver(later);
    const [, mail] = await deliveries();
    expect(mail).toEqual({
      ...{ channel_id: 'mail', state: 'sent', tries: 1 },
      outcome: '250 2.0.0 queued as 42; refused: ada@example.com',
    });
  });

  it('an answer of characters that no database keeps is an end all the same', async () => {
    hook.state.status = 400;
    hook.state.says = 'no\0thing';
    await deliver(later);
    expect(await deliveries()).toContainEqual(
      expect.objectContaining({
        channel_id: 'hook',
        state: 'failed',
        tries: 1,
        outcome: 'answered 400: no thing',
      }),
    );
  });

  it('an address that is not public is not called unless it is allow-listed, and no secret is told', async () => {
    await deliver(later, '');
    expect([hook.calls, slack.calls, smtp.mails]).toEqual([[], [], []]);
    for (const { state, outcome } of await deliveries()) {
      expect([state, outcome]).toEqual(['failed', expect.stringContaining('loopback')]);
      expect(outcome).not.toContain('/hook');
    }
  });
});

describe('secrets of channels', () => {
  it('are stored sealed and exported as references', async () => {
    const { file: exported } = await exportConfig();
    const text = JSON.stringify(exported);
    for (const secret of [SECRET, 'mail-password', slack.url]) expect(text).not.toContain(secret);
    for (const { secret } of exported.channels) expect(secret).toMatch(/^secret:/);
    expect((await applyConfig({ file: file(), author: 'test' })).published).toBe(false);
  });

  it('a webhook without one, or with a short one, is refused by its field', async () => {
    const [first, ...rest] = file().channels;
    const { secret: _none, ...bare } = first as { secret: string };
    const apply = (channel: object) =>
      applyConfig({ file: { ...file(), channels: [channel, ...rest] }, author: 'test' });
    await expect(apply(bare)).rejects.toMatchObject({ problems: [{ path: 'channels[0].secret' }] });
    await expect(apply({ ...bare, secret: 'too-short' })).rejects.toMatchObject({
      problems: [{ path: 'channels[0].secret', message: expect.stringContaining('16') as string }],
    });
  });
});
