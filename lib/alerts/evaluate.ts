import type pg from 'pg';
import { z } from 'zod';
import { alertSchema, channelSchema, type Alert } from '@/lib/config/alert-schemas';
import { advance, NEW_CONDITION } from './advance';
import { judge } from './judge';
import type { Reading, Sources } from './reading';
import { loadStates, saveLook, type Stored } from './store-state';
import { takeReadings } from './take-readings';

const PUBLISHED = `SELECT coalesce(document -> 'alerts', '[]') AS alerts, coalesce(document -> 'channels', '[]') AS channels
  FROM config_version ORDER BY version DESC LIMIT 1`;
const published = z.object({ alerts: z.array(alertSchema), channels: z.array(channelSchema) });
/** What fires and whose rule is gone or off is over, without a word. */
const FORGET = 'DELETE FROM alert_state WHERE NOT rule_id = ANY ($1::text[])';
const ONE_AT_A_TIME = "SELECT pg_try_advisory_xact_lock(hashtext('tollgate.alerts')) AS mine";
const READING_MS = 10_000;
const MINUTE_MS = 60_000;

export interface EvaluateOptions extends Omit<Sources, 'client'> {
  /** A rule that could not be read keeps its condition; the others are looked at all the same. */
  onError: (error: unknown) => void;
}

/**
 * Looks at every alert once, in one transaction. Whoever comes while somebody else looks, on any machine, has nothing to
 * do: false. Rejects when the database does.
 */
export async function evaluateAlerts(pool: pg.Pool, options: EvaluateOptions): Promise<boolean> {
  const client = await pool.connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const { rows } = await client.query<{ mine: boolean }>(ONE_AT_A_TIME);
    const mine = rows[0]?.mine === true;
    if (mine) await lookAtAll(client, options);
    await client.query('COMMIT');
    return mine;
  } catch (error) {
    failure = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.release(failure);
  }
}

async function lookAtAll(client: pg.PoolClient, options: EvaluateOptions): Promise<void> {
  const { rows } = await client.query<Record<string, unknown>>(PUBLISHED);
  if (rows[0] === undefined) return;
  const { alerts, channels } = published.parse(rows[0]);
  const rules = alerts.filter(({ enabled }) => enabled);
  const open = new Set(channels.filter(({ enabled }) => enabled).map(({ id }) => id));
  await client.query(FORGET, [rules.map(({ id }) => id)]);
  await client.query(`SET LOCAL statement_timeout = ${READING_MS}`);
  for (const rule of rules) {
    await client.query('SAVEPOINT rule');
    try {
      await lookAt(client, { ...rule, channels: rule.channels.filter((id) => open.has(id)) }, options);
      await client.query('RELEASE SAVEPOINT rule');
    } catch (error) {
      await client.query('ROLLBACK TO SAVEPOINT rule');
      options.onError(error);
    }
  }
}

async function lookAt(client: pg.PoolClient, rule: Alert, options: EvaluateOptions): Promise<void> {
  const readings = await takeReadings(rule, { ...options, client });
  const states = await loadStates(client, rule.id);
  const read = new Set(readings.map(({ subject }) => subject));
  for (const reading of [...readings, ...gone(rule, states, read)]) {
    const stored = states.get(reading.subject);
    const { threshold, side } = reading;
    const verdict = judge(reading.value, { value: threshold, side, clearPercent: rule.clearPercent });
    const muted = (stored?.mutedUntilMs ?? 0) > options.nowMs;
    const step = { verdict, nowMs: options.nowMs, forMs: rule.forMinutes * MINUTE_MS, muted };
    const advanced = advance(stored?.condition ?? NEW_CONDITION, step);
    // What was never anything is not worth a row.
    if (stored === undefined && advanced.condition.phase === 'ok') continue;
    await saveLook(client, rule, reading, advanced, options.nowMs);
  }
}

/** Subjects that fire or wait and of which there is nothing any more to be read, such as attempts without a price: clear. */
function gone(rule: Alert, states: ReadonlyMap<string, Stored>, read: ReadonlySet<string>): Reading[] {
  return [...states]
    .filter(
      ([subject, { condition }]) => !read.has(subject) && ['firing', 'pending'].includes(condition.phase),
    )
    .map(([subject, { team }]) => ({
      subject,
      ...(team === undefined ? {} : { team }),
      value: 0,
      threshold: 1,
      side: 'above',
      summary: `nothing more of it within ${rule.windowMinutes} minutes`,
    }));
}
