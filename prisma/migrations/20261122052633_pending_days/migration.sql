-- What is booked and not yet added to the days: a plain insert with the rows, folded into `rollup_day` every few seconds.
-- Whoever reads days reads both, in one statement: nothing is missing and nothing counts twice.
CREATE TABLE "rollup_pending" (
  "id" BIGSERIAL PRIMARY KEY,
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
  "first_content_hist" INTEGER[]
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- The cubes are others now; the next start computes them from the books (lib/ledger/rollup/fill-days.ts).
TRUNCATE "rollup_day";
