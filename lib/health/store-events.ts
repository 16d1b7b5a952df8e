import type pg from 'pg';
import type { HealthEvent } from './event';

const MINUTE_MS = 60_000;

const COLUMNS = `minute timestamptz, first_at timestamptz, last_at timestamptz, count int, workspace_id text, kind text,
  target text, reason text, from_state text, to_state text, alternatives text[], request_id text, process text`;
const NAMES = COLUMNS.replace(/ (timestamptz|int|text\[\]|text)(?=,|$)/g, '');

const UPSERT = `
  INSERT INTO health_event AS old (${NAMES})
  SELECT ${NAMES} FROM json_to_recordset($1::json) AS r(${COLUMNS})
  ON CONFLICT (minute, workspace_id, kind, target, reason, from_state, to_state, process) DO UPDATE
  SET count = old.count + excluded.count, first_at = least(old.first_at, excluded.first_at),
      last_at = greatest(old.last_at, excluded.last_at)`;

/** What repeats within a minute is one row with a count, so that an outage does not flood the log. Pure. */
export function coalesce(events: readonly HealthEvent[]): Record<string, unknown>[] {
  const rows = new Map<string, { first: number; last: number; count: number; event: HealthEvent }>();
  for (const event of events) {
    const minute = Math.floor(event.at / MINUTE_MS);
    const { workspaceId = '', kind, target, reason, from, to, process = '' } = event;
    const key = JSON.stringify([minute, workspaceId, kind, target, reason, from, to, process]);
    const row = rows.get(key) ?? { first: event.at, last: event.at, count: 0, event };
    row.count += 1;
    row.first = Math.min(row.first, event.at);
    row.last = Math.max(row.last, event.at);
    rows.set(key, row);
  }
  return [...rows]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { first, last, count, event }]) => ({
      minute: new Date(Math.floor(event.at / MINUTE_MS) * MINUTE_MS).toISOString(),
      first_at: new Date(first).toISOString(),
      last_at: new Date(last).toISOString(),
      count,
      workspace_id: event.workspaceId ?? null,
      kind: event.kind,
      target: event.target,
      reason: event.reason,
      from_state: event.from,
      to_state: event.to,
      alternatives: event.alternatives,
      request_id: event.requestId ?? null,
      process: event.process ?? '',
    }));
}

/** Adds events to the failover log. */
export async function storeEvents(
  client: pg.ClientBase | pg.Pool,
  events: readonly HealthEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await client.query(UPSERT, [JSON.stringify(coalesce(events))]);
}
