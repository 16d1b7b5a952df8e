import type pg from 'pg';

/** Enough to look into; more would only scroll. */
const SHOWN = 20;

export interface RequestDifference {
  /** Of the request, or of the attempt's request when there is no such request. */
  requestId: string;
  problem: string;
}

const READ = `
WITH sums AS (
  SELECT request_started_at, request_id, count(*) AS attempts, sum(cost_usd) FILTER (WHERE cost_state = 'priced') AS cost_usd,
    bool_or(cost_state = 'unpriced') AS unpriced, bool_or(cost_state = 'unknown') AS unknown,
    bool_or(cost_state = 'quarantined') AS quarantined,
    bool_or(cost_state = 'priced') AS priced
  FROM attempt GROUP BY 1, 2
), compared AS (
  SELECT r.id, s.request_id, r.attempt_count, coalesce(s.attempts, 0) AS attempts, r.cost_usd, r.cost_state,
    CASE WHEN s.quarantined OR s.unpriced OR s.unknown THEN s.cost_usd ELSE coalesce(s.cost_usd, 0) END AS expected_usd,
    CASE WHEN s.quarantined THEN 'quarantined' WHEN s.unpriced THEN 'unpriced' WHEN s.unknown THEN 'unknown' WHEN s.priced THEN 'priced' ELSE 'not_billed' END AS expected_state
  FROM request AS r FULL JOIN sums AS s ON s.request_started_at = r.started_at AND s.request_id = r.id
), problems AS (
  SELECT coalesce(id, request_id) AS "requestId", CASE
    WHEN id IS NULL THEN 'has attempts and no request'
    WHEN attempt_count <> attempts THEN format('says %s attempts and has %s', attempt_count, attempts)
    WHEN cost_state <> expected_state THEN format('says %s, its attempts say %s', cost_state, expected_state)
    WHEN cost_usd IS DISTINCT FROM expected_usd
      THEN format('costs %s, its attempts add up to %s', coalesce(cost_usd::text, 'nothing known'), coalesce(expected_usd::text, 'nothing known'))
  END AS problem FROM compared
)
SELECT "requestId", problem FROM problems WHERE problem IS NOT NULL ORDER BY 1 LIMIT ${SHOWN}`;

/** Requests that their attempts contradict, the first 20. */
export async function compareRequests(client: pg.ClientBase): Promise<RequestDifference[]> {
  return (await client.query<RequestDifference>(READ)).rows;
}
