import type pg from 'pg';
import type { BookedAttempt } from './schemas';

/** Costs as re-rating left them: these are what the books say now. */
const LOAD = `
  SELECT a.request_id || '.' || a.attempt AS id, a.provider_request_id AS "providerRequestId",
    coalesce(a.served_model, a.upstream_model) AS model,
    to_char(a.started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day, a.workspace_id AS "workspaceId",
    CASE WHEN a.outcome = 'orphan' THEN 'orphan' WHEN cost.usd IS NULL THEN 'unknown'
      WHEN a.provenance = 'provider' OR a.cost_state = 'not_billed' THEN 'reported' ELSE 'estimated' END AS basis,
    trim_scale(cost.usd)::text AS "costUsd"
  FROM attempt a
  LEFT JOIN LATERAL (
    SELECT sum(delta_usd) AS delta, sum(uncosted_delta) AS uncosted FROM price_adjustment
    WHERE request_started_at = a.request_started_at AND request_id = a.request_id AND attempt = a.attempt
  ) p ON true
  CROSS JOIN LATERAL (
    SELECT CASE WHEN (a.cost_usd IS NULL)::int + coalesce(p.uncosted, 0) = 0
      THEN coalesce(a.cost_usd, 0) + coalesce(p.delta, 0) END AS usd
  ) cost
  WHERE a.request_started_at >= $1::date - interval '1 day' AND a.request_started_at < $2::date + interval '2 days'
    AND a.started_at >= $1::date::timestamp AT TIME ZONE 'UTC' - interval '1 hour'
    AND a.started_at < ($2::date + 1)::timestamp AT TIME ZONE 'UTC' + interval '1 hour'
    AND ($3::text[] IS NULL OR a.provider = ANY($3))
    AND ($4::text IS NULL OR a.workspace_id = $4 OR a.provider_request_id = ANY($5)
      OR a.request_id || '.' || a.attempt = ANY($5))`;

export interface AttemptRange {
  /** First and last UTC day, `YYYY-MM-DD`. */
  from: string;
  to: string;
  /** Our ids of providers; absent: all. */
  providers?: readonly string[] | undefined;
  workspaceId?: string | undefined;
  /** Ids of the ledger: attempts that it lists come along whatever their workspace. */
  ids: readonly string[];
}

export type LoadedAttempt = BookedAttempt & { workspaceId: string };

/** Attempts of some days, with an hour around them: an answer may be billed on the day after it was asked for. */
export async function loadAttempts(client: pg.ClientBase, range: AttemptRange): Promise<LoadedAttempt[]> {
  const { from, to, providers = null, workspaceId = null, ids } = range;
  return (await client.query<LoadedAttempt>(LOAD, [from, to, providers, workspaceId, ids])).rows;
}
