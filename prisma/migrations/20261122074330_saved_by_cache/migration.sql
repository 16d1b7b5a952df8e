-- What a hit of the gateway's own cache saved, by name (lib/ledger/ingest/saved-meters.ts); NULL for all others.
ALTER TABLE "request" ADD COLUMN "saved" JSONB;

-- What each row on the books adds to the rollups: the one definition in SQL, the same as lib/ledger/ingest/roll-up.ts.
-- With the adjustments of re-rating. Whoever writes new kinds of rows adds them here and to the ingestion.
CREATE OR REPLACE FUNCTION books_delta(ws TEXT, lo TIMESTAMPTZ, hi TIMESTAMPTZ)
RETURNS TABLE (
  workspace_id TEXT, at TIMESTAMPTZ, provider TEXT, model TEXT, requested_model TEXT, key_id TEXT, team TEXT, task TEXT,
  rule_id TEXT, outcome TEXT, cache TEXT, role TEXT, end_user TEXT, tags JSONB, requests INT, attempts INT,
  cost_usd NUMERIC, uncosted INT, meters JSONB, latency_ms INT, first_content_ms INT)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT r.workspace_id, r.started_at, r.provider, r.model, r.requested_model, r.key_id, coalesce(r.team, ''), r.task,
    r.rule_id, r.outcome, r.cache, 'served', coalesce(r.end_user, ''), r.tags, 1, 0, NULL::numeric, 0, r.saved,
    CASE WHEN r.outcome <> 'orphan' THEN r.latency_ms END,
    CASE WHEN r.outcome <> 'orphan' THEN r.first_content_ms END
  FROM request r WHERE r.workspace_id = ws AND r.started_at >= lo AND r.started_at < hi
  UNION ALL
  SELECT r.workspace_id, r.started_at, a.provider, a.model, r.requested_model, r.key_id, coalesce(r.team, ''), r.task,
    r.rule_id, r.outcome, r.cache,
    attempt_role(r.provider, r.attempt_count, r.route, a.attempt, a.provider || '/' || a.model, a.outcome),
    coalesce(r.end_user, ''), r.tags, 0, 1, a.cost_usd, (a.cost_usd IS NULL)::int, a.meters, NULL::int, NULL::int
  FROM request r JOIN attempt a ON a.request_started_at = r.started_at AND a.request_id = r.id
  WHERE r.workspace_id = ws AND r.started_at >= lo AND r.started_at < hi
    AND a.request_started_at >= lo AND a.request_started_at < hi
  UNION ALL
  SELECT r.workspace_id, r.started_at, a.provider, a.model, r.requested_model, r.key_id, coalesce(r.team, ''), r.task,
    r.rule_id, r.outcome, r.cache,
    attempt_role(r.provider, r.attempt_count, r.route, a.attempt, a.provider || '/' || a.model, a.outcome),
    coalesce(r.end_user, ''), r.tags, 0, 0, p.delta_usd, p.uncosted_delta, NULL::jsonb, NULL::int, NULL::int
  FROM price_adjustment p
  JOIN request r ON r.started_at = p.request_started_at AND r.id = p.request_id
  JOIN attempt a ON a.request_started_at = p.request_started_at AND a.request_id = p.request_id AND a.attempt = p.attempt
  WHERE p.workspace_id = ws AND p.request_started_at >= lo AND p.request_started_at < hi
    AND r.started_at >= lo AND r.started_at < hi AND a.request_started_at >= lo AND a.request_started_at < hi
$$;
