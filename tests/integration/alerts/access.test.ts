import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changeAlert } from '@/lib/alerts/change-alert';
import { listAlerts } from '@/lib/alerts/list-alerts';
import { listChannels } from '@/lib/alerts/list-channels';
import { listAlertEvents } from '@/lib/alerts/list-events';
import { testChannel } from '@/lib/alerts/test-channel';
import { unreadAlerts } from '@/lib/alerts/unread';
import { listAudit } from '@/lib/audit/list';
import { verifyAudit } from '@/lib/audit/verify';
import { burnDown } from '@/lib/budgets/burn-down';
import { listBudgetStatus } from '@/lib/budgets/list-status';
import { applyConfig } from '@/lib/config/apply-config';
import { previewEdit, publishEdit, undoEdit } from '@/lib/config/edit-config';
import { exportConfig } from '@/lib/config/export-config';
import { db } from '@/lib/db';
import { gatherFacts } from '@/lib/recommendations/gather';
import type { Viewer } from '@/lib/users/viewer';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';
import { OWNER } from '@/tests/support/viewers';
import { fillBooks } from '../analytics/fill-books';
import { attempt, done, header } from '../ledger/sample-records';

const NOW = new Date();
const SECRET = 'a-signing-secret-of-some-length';
const person = (role: string, teams?: string[]): Viewer => ({
  ...{ id: role, email: `${role}@example.com`, role },
  reach: [{ workspaceId: 'main', ...(teams === undefined ? {} : { teams }) }],
});
const ENGINEER = person('engineer');
const BLUE = person('engineer', ['blue']);
const budget = (id: string, kind: string, value: string) => ({
  ...{ id, name: id, scope: { kind, value }, period: 'daily', limitUsd: '1', mode: 'soft' },
});

let database: FreshDatabase;
let pool: pg.Pool;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  await createDefaultWorkspaces({ demo: false });
  const keys = ['blue', 'red'].map((team) => ({
    id: `key-${team}`,
    name: team,
    team,
    value: `tg-${team}-0123456789abcdefghijkl`,
  }));
  const budgets = [
    budget('all', 'workspace', 'main'),
    budget('b', 'team', 'blue'),
    budget('r', 'team', 'red'),
    budget('bk', 'key', 'key-blue'),
  ];
  const alerts = [{ id: 'b', name: 'Budgets', when: { kind: 'budget' } }];
  const channels = [
    { id: 'hook', name: 'Hook', kind: 'webhook', url: 'http://127.0.0.1:9/hook', secret: SECRET },
  ];
  await applyConfig({ file: { keys, budgets, alerts, channels }, author: 'test' });
  const startedAt = NOW.getTime() - 60_000;
  await fillBooks(
    database.url,
    ['blue', 'red'].map((team) =>
      done(`req_${team}`, {
        request: header(`req_${team}`, { startedAt, team, keyId: `key-${team}` }),
        attempts: [attempt({ startedAt })],
      }),
    ),
  );
  for (const team of ['blue', 'red', null])
    await pool.query(
      `WITH state AS (INSERT INTO alert_state (rule_id, subject, workspace_id, phase, since, summary, checked_at, team)
         VALUES ('b', $1, 'main', 'firing', now(), 'seen', now(), $2))
       INSERT INTO alert_event (rule_id, rule_name, subject, workspace_id, kind, summary, team)
         VALUES ('b', 'Budgets', $1, 'main', 'fired', 'seen', $2)`,
      [team ?? 'all', team],
    );
}, 60_000);
afterAll(async () => {
  await pool.end();
  await db().$disconnect();
  await database.drop();
});

const subjects = (list: readonly { subject: string }[]) => list.map(({ subject }) => subject).sort();

describe('who is limited to a team', () => {
  it('sees its alerts, their history and their number, and no rules', async () => {
    const { alerts, rules } = await listAlerts(BLUE, 'main');
    expect([subjects(alerts), rules]).toEqual([['blue'], []]);
    expect(subjects(await listAlertEvents(BLUE, 'main'))).toEqual(['blue']);
    expect(await unreadAlerts(BLUE, 'main')).toEqual({ firing: 1, unread: 1 });
    expect(subjects((await listAlerts(ENGINEER, 'main')).alerts)).toEqual(['all', 'blue', 'red']);
  });

  it('handles no alert of another team, nor one of all', async () => {
    for (const subject of ['red', 'all'])
      await expect(
        changeAlert(BLUE, 'main', { do: 'acknowledge', ruleId: 'b', subject }, NOW),
      ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('sees the budgets of the team and of its keys, and what they spent', async () => {
    expect((await listBudgetStatus(BLUE, 'main', NOW)).map(({ id }) => id)).toEqual(['b', 'bk']);
    const [all] = await listBudgetStatus(OWNER, 'main', NOW);
    const spent = async (viewer: Viewer) =>
      all === undefined ? undefined : (await burnDown(viewer, 'main', all, NOW)).spent.at(-1)?.usd;
    expect([await spent(OWNER), await spent(BLUE)]).toEqual(['0.000028', '0.000014']);
  });

  it('gets advice on the traffic and the keys of the team', async () => {
    const facts = await gatherFacts(BLUE, 'main', 30, NOW);
    expect(facts.keys.map(({ id, requests }) => [id, requests])).toEqual([['key-blue', 1]]);
    expect(facts.models.map(({ requests, costUsd }) => [requests, costUsd])).toEqual([[1, '0.000014']]);
    expect((await gatherFacts(OWNER, 'main', 30, NOW)).models.map(({ requests }) => requests)).toEqual([2]);
  });
});

describe('rights by name', () => {
  it('engineers handle alerts and draft; owners and admins publish and test; members only look', async () => {
    const edit = { section: 'budgets' as const, remove: 'r' };
    expect((await previewEdit(ENGINEER, edit)).changes).toHaveLength(1);
    const forbidden = { code: 'forbidden' };
    await expect(publishEdit(ENGINEER, edit, 1)).rejects.toMatchObject(forbidden);
    await expect(undoEdit(ENGINEER, 2, 1)).rejects.toMatchObject(forbidden);
    await expect(testChannel(ENGINEER, 'hook', NOW)).rejects.toMatchObject(forbidden);
    const member = person('member');
    await expect(previewEdit(member, edit)).rejects.toMatchObject(forbidden);
    await expect(listChannels(member)).rejects.toMatchObject(forbidden);
    const change = { do: 'unmute' as const, ruleId: 'b', subject: 'all' };
    await expect(changeAlert(member, 'main', change, NOW)).rejects.toMatchObject(forbidden);
  });
});

describe('the audit log', () => {
  it('has a line for an edit, its undo, an alert that is handled and a test, and the chain holds', async () => {
    const { version } = await publishEdit(OWNER, { section: 'budgets', remove: 'r' }, 1);
    await undoEdit(OWNER, version, 1);
    const subject = { ruleId: 'b', subject: 'blue' };
    const both = [1, 2].map(() => changeAlert(BLUE, 'main', { do: 'acknowledge', ...subject }, NOW));
    await Promise.all(both);
    await changeAlert(BLUE, 'main', { do: 'mute', minutes: 60, ...subject }, NOW);
    expect(await testChannel(OWNER, 'hook', NOW)).toMatchObject({ ok: false });
    const entries = await listAudit(OWNER, { limit: 5 });
    expect(entries.map(({ action, actor }) => `${action} ${actor.id}`)).toEqual([
      'channel.test owner',
      'alert.mute engineer',
      'alert.acknowledge engineer',
      'config.publish owner',
      'config.publish owner',
    ]);
    expect(entries[1]?.after).toMatchObject({ acknowledgedBy: 'engineer@example.com' });
    expect((await verifyAudit()).problem).toBeUndefined();
    const { rows } = await pool.query("SELECT rule_name, team FROM alert_event WHERE kind = 'acknowledged'");
    expect(rows).toEqual([{ rule_name: 'Budgets', team: 'blue' }]);
  });
});

describe('a channel that is to go elsewhere', () => {
  const moved = { id: 'hook', name: 'Hook', kind: 'webhook', url: 'https://elsewhere.example/hook' };
  const again = {
    problems: [
      {
        path: expect.stringContaining('secret') as string,
        message: expect.stringContaining('again') as string,
      },
    ],
  };

  it('asks for its secret again, whether it is left out, or a file refers to the stored one', async () => {
    await expect(previewEdit(OWNER, { section: 'channels', put: moved })).rejects.toMatchObject(again);
    const { file } = await exportConfig();
    const stored = file.channels[0]?.secret;
    const file2 = { ...file, channels: [{ ...moved, secret: stored }] };
    await expect(applyConfig({ file: file2, author: 'test' })).rejects.toMatchObject(again);
    const other = { ...file, channels: [...file.channels, { ...moved, id: 'other', secret: stored }] };
    await expect(applyConfig({ file: other, author: 'test' })).rejects.toMatchObject(again);
  });

  it('keeps it where only its name or its path changes; moves with a new one; and comes back by undo', async () => {
    const { version: first } = await exportConfig();
    const renamed = { ...moved, name: 'Other', url: 'http://127.0.0.1:9/other' };
    const { version: before } = await publishEdit(OWNER, { section: 'channels', put: renamed }, first);
    const put = { ...moved, secret: 'another-secret-of-some-length' };
    const { version } = await publishEdit(OWNER, { section: 'channels', put }, before);
    await undoEdit(OWNER, version, before);
    expect((await exportConfig()).file.channels).toMatchObject([{ url: 'http://127.0.0.1:9/other' }]);
  });
});
