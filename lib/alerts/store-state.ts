import type pg from 'pg';
import { z } from 'zod';
import type { Alert } from '@/lib/config/alert-schemas';
import type { Advanced, Condition } from './advance';
import type { Reading } from './reading';

const stateRow = z.object({
  subject: z.string(),
  phase: z.enum(['ok', 'pending', 'firing', 'resolved']),
  since: z.date(),
  announced: z.boolean(),
  muted_until: z.date().nullable(),
  team: z.string().nullable(),
});

export interface Stored {
  condition: Condition;
  mutedUntilMs: number | undefined;
  team: string | undefined;
}

/** The conditions of a rule by subject. */
export async function loadStates(
  client: Pick<pg.ClientBase, 'query'>,
  ruleId: string,
): Promise<Map<string, Stored>> {
  const { rows } = await client.query<Record<string, unknown>>(
    'SELECT subject, phase, since, announced, muted_until, team FROM alert_state WHERE rule_id = $1',
    [ruleId],
  );
  const states = z.array(stateRow).parse(rows);
  return new Map(
    states.map(({ subject, phase, since, announced, muted_until, team }) => [
      subject,
      {
        condition: { phase, sinceMs: since.getTime(), announced },
        mutedUntilMs: muted_until?.getTime(),
        team: team ?? undefined,
      },
    ]),
  );
}

/** An acknowledgement is of one firing: it goes with it. A mute stays until its time. */
const SAVE = `INSERT INTO alert_state
    (rule_id, subject, workspace_id, phase, since, reading, summary, announced, checked_at, team)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
  ON CONFLICT (rule_id, subject) DO UPDATE SET workspace_id = excluded.workspace_id, phase = excluded.phase,
    since = excluded.since, reading = excluded.reading, summary = excluded.summary, announced = excluded.announced,
    checked_at = excluded.checked_at, team = coalesce(excluded.team, alert_state.team),
    acknowledged_at = CASE WHEN excluded.phase = 'firing' THEN alert_state.acknowledged_at END,
    acknowledged_by = CASE WHEN excluded.phase = 'firing' THEN alert_state.acknowledged_by END`;
const EVENT = `INSERT INTO alert_event (rule_id, rule_name, subject, workspace_id, kind, summary, reading, at, team)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING id`;
const DELIVERIES = `INSERT INTO alert_delivery (id, event_id, channel_id)
  SELECT gen_random_uuid()::text, $1, channel FROM unnest($2::text[]) AS channel ON CONFLICT DO NOTHING`;

/** Keeps what a look came to: the condition, its event in the history, and who is to be told. */
export async function saveLook(
  client: Pick<pg.ClientBase, 'query'>,
  rule: Alert,
  reading: Reading,
  { condition, event, announce }: Advanced,
  nowMs: number,
): Promise<void> {
  const now = new Date(nowMs).toISOString();
  const value = reading.value ?? null;
  await client.query(SAVE, [
    rule.id,
    reading.subject,
    rule.workspace,
    condition.phase,
    new Date(condition.sinceMs).toISOString(),
    value,
    reading.summary,
    condition.announced,
    now,
    reading.team ?? null,
  ]);
  if (event === undefined) return;
  const { rows } = await client.query<{ id: string }>(EVENT, [
    rule.id,
    rule.name,
    reading.subject,
    rule.workspace,
    event,
    reading.summary,
    value,
    now,
    reading.team ?? null,
  ]);
  if (announce) await client.query(DELIVERIES, [rows[0]?.id, rule.channels]);
}
