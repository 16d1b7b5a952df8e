import type pg from 'pg';
import type { BookedAttempt } from './schemas';

const LOAD = `
  SELECT request_id || '.' || attempt AS id, provider_request_id AS "providerRequestId",
    coalesce(served_model, upstream_model) AS model, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day,
    CASE WHEN outcome = 'orphan' THEN 'orphan' WHEN cost_usd IS NULL THEN 'unknown'
      WHEN provenance = 'provider' OR cost_state = 'not_billed' THEN 'reported' ELSE 'estimated' END AS basis,
    trim_scale(cost_usd)::text AS "costUsd"
  FROM attempt
  WHERE request_started_at >= $1::date - interval '1 day' AND request_started_at < $2::date + interval '2 days'
    AND started_at >= $1::date::timestamp AT TIME ZONE 'UTC' - interval '1 hour'
    AND started_at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC' + interval '1 hour'
    AND ($3::text IS NULL OR provider = $3)
    AND ($4::text IS NULL OR workspace_id = $4)`;

export interface AttemptRange {
  /** First and last UTC day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  provider?: string | undefined;
  workspaceId?: string | undefined;
}

/** Attempts of some days, with an hour around them: an answer may be billed on the day after it was asked for. */
export async function loadAttempts(client: pg.ClientBase, range: AttemptRange): Promise<BookedAttempt[]> {
  const { from, to, provider = null, workspaceId = null } = range;
  return (await client.query<BookedAttempt>(LOAD, [from, to, provider, workspaceId])).rows;
}
