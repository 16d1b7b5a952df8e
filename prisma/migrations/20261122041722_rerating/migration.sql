-- Re-rating: what a newer price book changes of past costs, as rows of its own. Requests and attempts stay as billed.
ALTER TABLE "attempt" ADD COLUMN "region" TEXT, ADD COLUMN "speed" TEXT;
CREATE INDEX "attempt_no_price_idx" ON "attempt"("workspace_id", "request_started_at")
  WHERE "cost_state" IN ('unpriced', 'quarantined');

CREATE TABLE "rerating_run" (
  "id" TEXT PRIMARY KEY,
  "workspace_id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "reverses_id" TEXT,
  "from_at" TIMESTAMPTZ(3) NOT NULL,
  "to_at" TIMESTAMPTZ(3) NOT NULL,
  "provider" TEXT,
  "model" TEXT,
  "config_version" INTEGER NOT NULL,
  "attempts" INTEGER NOT NULL,
  "delta_usd" NUMERIC(24,12) NOT NULL,
  "author" TEXT NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "rerating_run_reverses_key" ON "rerating_run"("reverses_id");
CREATE INDEX "rerating_run_workspace_created_idx" ON "rerating_run"("workspace_id", "created_at");

CREATE TABLE "price_adjustment" (
  "id" BIGSERIAL PRIMARY KEY,
  "run_id" TEXT NOT NULL REFERENCES "rerating_run"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "workspace_id" TEXT NOT NULL,
  "request_started_at" TIMESTAMPTZ(3) NOT NULL,
  "request_id" TEXT NOT NULL,
  "attempt" INTEGER NOT NULL,
  "from_usd" NUMERIC(20,12),
  "to_usd" NUMERIC(20,12),
  "delta_usd" NUMERIC(20,12) NOT NULL,
  "uncosted_delta" INTEGER NOT NULL,
  "from_price_ids" TEXT[],
  "to_price_ids" TEXT[],
  "line_items" JSONB NOT NULL
);
CREATE UNIQUE INDEX "price_adjustment_run_attempt_key"
  ON "price_adjustment"("run_id", "request_started_at", "request_id", "attempt");
CREATE INDEX "price_adjustment_attempt_idx" ON "price_adjustment"("request_started_at", "request_id", "attempt");
CREATE INDEX "price_adjustment_workspace_idx" ON "price_adjustment"("workspace_id", "request_started_at");

-- As before, with the adjustments of re-rating where single attempts are added up (rollups hold them already).
CREATE OR REPLACE FUNCTION budget_books(
  workspace TEXT, kind TEXT, wanted TEXT, since TIMESTAMPTZ, until TIMESTAMPTZ
) RETURNS NUMERIC LANGUAGE plpgsql STABLE AS $$
DECLARE
  total NUMERIC;
BEGIN
  IF kind IN ('user', 'tag') THEN
    SELECT sum(coalesce(a.cost_usd, 0) + coalesce(p.delta_usd, 0)) INTO total
    FROM request r JOIN attempt a ON a.request_started_at = r.started_at AND a.request_id = r.id
    LEFT JOIN LATERAL (
      SELECT sum(delta_usd) AS delta_usd FROM price_adjustment
      WHERE request_started_at = a.request_started_at AND request_id = a.request_id AND attempt = a.attempt
    ) p ON true
    WHERE r.workspace_id = workspace AND r.started_at >= since AND r.started_at < until
      AND budget_matches(kind, wanted, r.team, r.end_user, r.key_id, r.requested_model, a.model, r.tags);
  ELSE
    SELECT sum(u.cost_usd) INTO total
    FROM rollup_15m u
    WHERE u.workspace_id = workspace AND u.bucket >= since AND u.bucket < until
      AND budget_matches(kind, wanted, u.team, NULL, u.key_id, u.requested_model, u.model, NULL);
  END IF;
  RETURN coalesce(total, 0);
END
$$;
