import pg from 'pg';
import PgBoss from 'pg-boss';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { applyConfig } from '@/lib/config/apply-config';
import { db } from '@/lib/db';
import type { JobDeps } from '@/lib/jobs/deps';
import { openWorkerPipeline } from '@/lib/jobs/pipeline';
import { parseAllowList } from '@/lib/egress/policy';
import { MAIL_QUEUE } from '@/lib/reports/enqueue-due';
import { makeMail } from '@/lib/reports/make-mail';
import { monthlyReport } from '@/lib/reports/monthly-report';
import { runReports } from '@/lib/reports/run-reports';
import { getSchedule, removeSchedule, saveSchedule } from '@/lib/reports/schedule';
import { sendDue } from '@/lib/reports/send-due';
import { testReport } from '@/lib/reports/test-report';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { startSmtp } from '../alerts/receivers';
import { fillBooks } from '../analytics/fill-books';
import { done, header } from '../ledger/sample-records';

/** Nine in the morning of the first of December in Ho Chi Minh City; in UTC it is two. */
const DUE = Date.parse('2026-12-01T02:00:00Z');
const HOUR_MS = 3_600_000;
const RECIPIENTS = ['ada@example.com', 'bob@example.com'];

let database: FreshDatabase;
let pool: pg.Pool;
let smtp: Awaited<ReturnType<typeof startSmtp>>;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  process.env['TOLLGATE_EGRESS_ALLOW'] = '127.0.0.0/8';
  pool = new pg.Pool({ connectionString: database.url });
  await createDefaultWorkspaces({ demo: true });
  await db().workspace.update({ where: { id: 'main' }, data: { reportingZone: 'Asia/Ho_Chi_Minh' } });
  smtp = await startSmtp();
  await publish(true);
  await fillBooks(database.url, [
    done('november', { request: header('november', { startedAt: Date.parse('2026-11-10T12:00:00Z') }) }),
    // By the zone's own calendar this one is of December.
    done('december', { request: header('december', { startedAt: Date.parse('2026-11-30T18:00:00Z') }) }),
  ]);
});
afterAll(async () => {
  smtp.close();
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

let workers: PgBoss[] = [];
beforeEach(async () => {
  smtp.mails.length = 0;
  delete smtp.state.reject;
  await db().reportDelivery.deleteMany();
  await saveSchedule(OWNER, { workspace: 'main', channel: 'mail', recipients: RECIPIENTS });
  await db().reportSchedule.updateMany({ data: { since: new Date('2026-11-20T00:00:00Z') } });
});
afterEach(async () => {
  for (const boss of workers) await boss.stop({ graceful: false, wait: true });
  workers = [];
});

async function publish(enabled: boolean) {
  const mail = { id: 'mail', name: 'Mail', kind: 'email', enabled, host: '127.0.0.1', port: smtp.port };
  const channel = { ...mail, security: 'none', from: 'tollgate@example.com', to: ['ops@example.com'] };
  const hook = {
    id: 'hook',
    name: 'Hook',
    kind: 'webhook',
    url: 'http://127.0.0.1:1/',
    secret: 'sixteen-letters-!',
  };
  await applyConfig({ file: { channels: [channel, hook] }, author: 'test' });
}

/** A worker's reports at a time of its own. */
async function startWorker(nowMs: number) {
  const boss = new PgBoss({ connectionString: database.url, max: 2 });
  boss.on('error', () => undefined);
  await boss.start();
  workers.push(boss);
  const deps: JobDeps = {
    ...{ databaseUrl: database.url, boss, pool, signal: new AbortController().signal },
    pipeline: openWorkerPipeline,
    onError: (error) => {
      throw error;
    },
  };
  const options = { egressAllow: '127.0.0.0/8', publicUrl: 'https://tollgate.example.com', now: () => nowMs };
  await runReports(deps, options);
  return boss;
}

const states = () => db().reportDelivery.findMany({ select: { month: true, state: true } });
const sent = () => expect.poll(states, { timeout: 20_000 }).toEqual([{ month: '2026-11', state: 'sent' }]);

test('on the first at eight, by the workspace’s own clock, the month goes out to all recipients, with what is in the report', async () => {
  await startWorker(DUE - 2 * HOUR_MS);
  expect(await states()).toEqual([]);
  await startWorker(DUE);
  await sent();
  expect(smtp.mails).toHaveLength(1);
  const [mail] = smtp.mails;
  expect(mail?.to).toEqual(RECIPIENTS.map((address) => `RCPT TO:<${address}>`));
  expect(mail?.data).toMatch(/^Subject: Report of 2026-11, Main/m);
  expect(mail?.data).toMatch(/Requests +0 +1$/m);
  // Lines of quoted-printable are cut with a sign of their own.
  const text = mail?.data.replaceAll('=\n', '');
  expect(text).toContain('https://tollgate.example.com/reports?workspace=3Dmain&month=3D2026-11');
  expect((await getSchedule(OWNER, 'main'))?.last).toMatchObject({ month: '2026-11', state: 'sent' });
});

test('where data begins within the month before, the report says since when and tells no change, and so does the mail', async () => {
  const of = (month: string) => monthlyReport(OWNER, { workspace: 'main', month }, new Date(DUE));
  const mailOf = async (month: string) =>
    (await makeMail('main', month, { now: new Date(DUE), publicUrl: undefined, isTest: false })).text;
  const december = await of('2026-12');
  expect(december.since).toBe('2026-11-10');
  expect(december.figures.find(({ metric }) => metric === 'requests')).toEqual({
    ...{ metric: 'requests', before: '1', after: '1', change: undefined },
  });
  expect(await mailOf('2026-12')).toContain('\nNo data before 2026-11-10.\n');
  expect((await of('2026-11')).since).toBeUndefined();
  expect(await mailOf('2026-11')).not.toContain('No data');
});

test('workers that start again, several at once, and days later: it goes out once', async () => {
  await Promise.all([startWorker(DUE), startWorker(DUE + 1_000), startWorker(DUE + 2_000)]);
  await sent();
  for (const boss of workers) await boss.stop({ graceful: false, wait: true });
  await startWorker(DUE + HOUR_MS);
  await startWorker(DUE + 240 * HOUR_MS);
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect(smtp.mails).toHaveLength(1);
});

test('a worker that was away at eight sends it when it is back', async () => {
  await startWorker(DUE + 100 * HOUR_MS);
  await sent();
});

test('a report that a mail server puts off is tried again under the same Message-ID; one that it refuses is not', async () => {
  smtp.state.reject = '451 4.3.0 try later';
  const id = 'delivery-1';
  await db().reportDelivery.create({ data: { id, workspaceId: 'main', month: '2026-11' } });
  const options = { allowed: parseAllowList('127.0.0.0/8'), publicUrl: undefined, now: () => DUE };
  await expect(sendDue(pool, id, options, false)).rejects.toThrow(/451/);
  expect(await states()).toEqual([{ month: '2026-11', state: 'waiting' }]);
  delete smtp.state.reject;
  await sendDue(pool, id, options, false);
  await sendDue(pool, id, options, false);
  expect(smtp.mails).toHaveLength(1);
  expect(smtp.mails[0]?.data).toContain(`Message-ID: <${id}@tollgate>`);

  smtp.state.reject = '550 5.1.1 no such user';
  await db().reportDelivery.update({ where: { id }, data: { state: 'waiting' } });
  await sendDue(pool, id, options, false);
  expect(await states()).toEqual([{ month: '2026-11', state: 'failed' }]);
});

test('a channel that was turned off, or a schedule that was removed, ends it with a word', async () => {
  const id = 'delivery-2';
  const options = { allowed: parseAllowList('127.0.0.0/8'), publicUrl: undefined, now: () => DUE };
  await db().reportDelivery.create({ data: { id, workspaceId: 'main', month: '2026-11' } });
  await publish(false);
  await sendDue(pool, id, options, false);
  await publish(true);
  expect((await getSchedule(OWNER, 'main'))?.last).toMatchObject({
    state: 'failed',
    outcome: 'the mail channel is off, or is no more',
  });
  await removeSchedule(OWNER, 'main');
  await db().reportDelivery.update({ where: { id }, data: { state: 'waiting' } });
  await sendDue(pool, id, options, false);
  expect(smtp.mails).toEqual([]);
  await expect(removeSchedule(OWNER, 'main')).rejects.toMatchObject({ code: 'not_found' });
});

test('a test goes out at once, says that it is one, and is in the audit log', async () => {
  expect(await testReport(OWNER, 'main', new Date(DUE))).toMatchObject({ ok: true });
  expect(smtp.mails[0]?.data).toMatch(/^Subject: Test: Report of 2026-11, Main/m);
  expect(await states()).toEqual([]);
  expect(await db().auditEntry.count({ where: { action: 'report.test' } })).toBe(1);
});

test.each([
  ['no address', { recipients: [] }, /at least one address/],
  ['what is no address', { recipients: ['ada'] }, /an address such as/],
  ['an address with a header in it', { recipients: ['ada@example.com\r\nBcc: x@example.com'] }, /an address/],
  ['a channel that there is not', { channel: 'none' }, /no such mail channel/],
  ['a channel that is no mail', { channel: 'hook' }, /no such mail channel/],
])('%s is refused', async (_name, wrong, message) => {
  const input = { workspace: 'main', channel: 'mail', recipients: RECIPIENTS, ...wrong };
  await expect(saveSchedule(OWNER, input)).rejects.toThrow(message);
});

test('who may not publish, or sees some teams only, has no say in it', async () => {
  const input = { workspace: 'main', channel: 'mail', recipients: RECIPIENTS };
  await expect(saveSchedule({ ...OWNER, role: 'engineer' }, input)).rejects.toMatchObject({
    code: 'forbidden',
  });
  const team = { ...OWNER, reach: [{ workspaceId: 'main', teams: ['red'] }] };
  await expect(saveSchedule(team, input)).rejects.toMatchObject({ code: 'not_found' });
  await expect(testReport(team, 'main', new Date(DUE))).rejects.toMatchObject({ code: 'not_found' });
});

test('the queue has nothing left over', async () => {
  const { rows } = await pool.query(`SELECT state FROM pgboss.job WHERE name = $1 AND state <> 'completed'`, [
    MAIL_QUEUE,
  ]);
  expect(rows).toEqual([]);
});
