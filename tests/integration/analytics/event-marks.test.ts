import { afterAll, beforeAll, expect, it } from 'vitest';
import { eventMarks } from '@/lib/analytics/event-marks';
import { failoverMarks } from '@/lib/analytics/failover-marks';
import { db } from '@/lib/db';
import { createDefaultWorkspaces } from '@/lib/workspaces/create-defaults';
import { freshDatabase, type FreshDatabase } from '@/tests/support/fresh-database';

const viewer = { id: 'u', email: 'u@example.com', role: 'viewer' };
const FROM = new Date('2026-11-03T00:00:00Z');
const TO = new Date('2026-11-04T00:00:00Z');
const DAY = { workspaceId: 'main', from: FROM, to: TO };
let database: FreshDatabase;

beforeAll(async () => {
  database = await freshDatabase();
  process.env['DATABASE_URL'] = database.url;
  await createDefaultWorkspaces({ demo: true });
  await db().$executeRaw`
    INSERT INTO health_event (minute, first_at, last_at, kind, target, reason, from_state, to_state, alternatives, process)
    VALUES
      ('2026-11-03T12:00Z', '2026-11-03T12:00:02Z', '2026-11-03T12:00:02Z', 'breaker', 'a/m', 'r', 'closed', 'open', '{}', 'one'),
      ('2026-11-03T12:00Z', '2026-11-03T12:00:05Z', '2026-11-03T12:00:05Z', 'breaker', 'a/m', 'r', 'closed', 'open', '{}', 'two'),
      ('2026-11-03T12:01Z', '2026-11-03T12:01:00Z', '2026-11-03T12:01:00Z', 'breaker', 'a/m', 'r', 'open', 'half open', '{}', 'one'),
      ('2026-11-04T00:00Z', '2026-11-04T00:00:00Z', '2026-11-04T00:00:00Z', 'breaker', 'a/m', 'r', 'closed', 'open', '{}', 'one')`;
  await db().$executeRaw`
    WITH w AS (INSERT INTO budget_window
        (budget_id, workspace_id, scope_kind, scope_value, period, starts_at, ends_at, limit_usd, mode, alert_percents, config_version)
      VALUES ('monthly', 'main', 'workspace', 'main', 'monthly', '2026-11-01Z', '2026-12-01Z', 10, 'hard', '{80}', 1)
      RETURNING id)
    INSERT INTO budget_alert (window_id, percent, spent_usd, limit_usd, at)
    SELECT id, 80, 8, 10, '2026-11-03T00:00:00Z'::timestamptz FROM w`;
});
afterAll(async () => {
  await db().$disconnect();
  await database.drop();
});

it('marks a breaker that opened once, whichever processes saw it, and a budget that reached a percentage', async () => {
  expect(await eventMarks(viewer, DAY)).toEqual([
    { at: new Date('2026-11-03T12:00:02Z'), label: 'The breaker of a/m opened.' },
    { at: FROM, label: 'Budget monthly: 80 % spent.' },
  ]);
});

it('tells who sees some teams only of no budget, and the demo of no breaker', async () => {
  const ofTeam = { ...viewer, reach: [{ workspaceId: 'main', teams: ['red'] }] };
  expect((await eventMarks(ofTeam, DAY)).map(({ label }) => label)).toEqual(['The breaker of a/m opened.']);
  expect(await eventMarks(viewer, { ...DAY, workspaceId: 'demo' })).toEqual([]);
});

it('marks the failovers of a target once for each stretch of the span, by how many there were and where they went', async () => {
  await db().$executeRaw`
    INSERT INTO health_event (minute, first_at, last_at, count, workspace_id, kind, target, reason, from_state, to_state)
    SELECT at, at + interval '3 s', at + interval '5 s', n, 'main', kind, 'a/m', reason, 'a/m', taken
    FROM (VALUES
      ('2026-11-03T00:00Z'::timestamptz, 1, 'failover', 'timeout', 'b/n'),
      ('2026-11-03T08:00Z', 36, 'failover', 'timeout', 'b/n'),
      ('2026-11-03T08:47Z', 1000, 'failover', '500', 'b/n'),
      ('2026-11-03T08:48Z', 2, 'failover', '500', 'b/n'),
      ('2026-11-03T08:49Z', 2, 'failover', '500', 'c/o'),
      ('2026-11-03T09:00Z', 9, 'gave_up', '500', ''),
      ('2026-11-04T00:00Z', 9, 'failover', '500', 'b/n')) AS rows(at, n, kind, reason, taken)`;
  expect(await failoverMarks(viewer, DAY)).toEqual([
    // A thirtieth of a day is 48 minutes.
    { at: new Date('2026-11-03T08:48:03Z'), target: 'a/m', label: '4 failovers from a/m to several others.' },
    { at: new Date('2026-11-03T08:00:03Z'), target: 'a/m', label: '1036 failovers from a/m to b/n.' },
    { at: new Date('2026-11-03T00:00:03Z'), target: 'a/m', label: 'A request left a/m for b/n.' },
  ]);
  expect(await failoverMarks(viewer, { ...DAY, workspaceId: 'demo' })).toEqual([]);
});
