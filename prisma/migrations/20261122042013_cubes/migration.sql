-- What the gateway's own cache did for a request: '' (not asked), 'miss', or how it hit.
ALTER TABLE "request" ADD COLUMN "cache" TEXT NOT NULL DEFAULT '';

-- `role`: 'served' for the request and the attempt whose answer the client got, 'extra' for each other attempt.
ALTER TABLE "rollup_15m"
  ADD COLUMN "cache" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "role" TEXT NOT NULL DEFAULT 'served';
ALTER TABLE "rollup_15m" DROP CONSTRAINT "rollup_15m_pkey";
ALTER TABLE "rollup_15m" ADD PRIMARY KEY ("workspace_id", "bucket", "provider", "model", "requested_model", "key_id",
  "team", "task", "rule_id", "outcome", "cache", "role");

-- Zone in which the days of `rollup_day` are cut. Differs from the reporting zone until `rebuild-rollups` was run.
ALTER TABLE "workspace" ADD COLUMN "day_zone" TEXT NOT NULL DEFAULT 'UTC';
UPDATE "workspace" SET "day_zone" = "reporting_zone";

-- Local days, in several cubes (lib/ledger/rollup/cubes.ts): each keeps some dimensions and has '' in the others.
CREATE TABLE "rollup_day" (
  "workspace_id" TEXT NOT NULL,
  "cube" TEXT NOT NULL,
  "bucket" TIMESTAMPTZ(0) NOT NULL,
  "provider" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "requested_model" TEXT NOT NULL,
  "key_id" TEXT NOT NULL,
  "team" TEXT NOT NULL,
  "task" TEXT NOT NULL,
  "rule_id" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "cache" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  "facet" TEXT NOT NULL,
  "requests" BIGINT NOT NULL,
  "attempts" BIGINT NOT NULL,
  "cost_usd" NUMERIC(24,12) NOT NULL,
  "uncosted" BIGINT NOT NULL,
  "in_text" BIGINT NOT NULL,
  "in_cache_read" BIGINT NOT NULL,
  "in_cache_write_5m" BIGINT NOT NULL,
  "in_cache_write_1h" BIGINT NOT NULL,
  "out_text" BIGINT NOT NULL,
  "out_reasoning" BIGINT NOT NULL,
  "latency_sum_ms" BIGINT NOT NULL,
  "other_meters" JSONB NOT NULL,
  "latency_hist" INTEGER[],
  "first_content_hist" INTEGER[],
  PRIMARY KEY ("workspace_id", "cube", "bucket", "provider", "model", "requested_model", "key_id", "team", "task",
    "rule_id", "outcome", "cache", "role", "facet")
) WITH (fillfactor = 70);
CREATE INDEX "rollup_day_facet_idx" ON "rollup_day"("workspace_id", "cube", "facet", "bucket") WHERE "facet" <> '';

CREATE AGGREGATE meters_sum(JSONB) (SFUNC = meters_add, STYPE = JSONB, INITCOND = '{}', PARALLEL = SAFE);

-- What each row on the books adds to the rollups: the one definition in SQL, the same as lib/ledger/ingest/roll-up.ts.
-- Whoever writes new kinds of rows (adjustments) adds them here and to the ingestion.
CREATE FUNCTION books_delta(ws TEXT, lo TIMESTAMPTZ, hi TIMESTAMPTZ)
RETURNS TABLE (
  workspace_id TEXT, at TIMESTAMPTZ, provider TEXT, model TEXT, requested_model TEXT, key_id TEXT, team TEXT, task TEXT,
  rule_id TEXT, outcome TEXT, cache TEXT, role TEXT, end_user TEXT, tags JSONB, requests INT, attempts INT,
  cost_usd NUMERIC, uncosted INT, meters JSONB, latency_ms INT, first_content_ms INT)
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT r.workspace_id, r.started_at, r.provider, r.model, r.requested_model, r.key_id, coalesce(r.team, ''), r.task,
    r.rule_id, r.outcome, r.cache, 'served', coalesce(r.end_user, ''), r.tags, 1, 0, NULL::numeric, 0, NULL::jsonb,
    CASE WHEN r.outcome <> 'orphan' THEN r.latency_ms END,
    CASE WHEN r.outcome <> 'orphan' THEN r.first_content_ms END
  FROM request r WHERE r.workspace_id = ws AND r.started_at >= lo AND r.started_at < hi
  UNION ALL
  SELECT r.workspace_id, r.started_at, a.provider, a.model, r.requested_model, r.key_id, coalesce(r.team, ''), r.task,
    r.rule_id, r.outcome, r.cache,
    CASE WHEN r.provider <> '' AND a.attempt = r.attempt_count THEN 'served' ELSE 'extra' END,
    coalesce(r.end_user, ''), r.tags, 0, 1, a.cost_usd, (a.cost_usd IS NULL)::int, a.meters, NULL::int, NULL::int
  FROM request r JOIN attempt a ON a.request_started_at = r.started_at AND a.request_id = r.id
  WHERE r.workspace_id = ws AND r.started_at >= lo AND r.started_at < hi
    AND a.request_started_at >= lo AND a.request_started_at < hi
$$;
