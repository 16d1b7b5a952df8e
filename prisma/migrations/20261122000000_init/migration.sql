CREATE TABLE "workspace" (
  "id" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "reporting_zone" TEXT NOT NULL DEFAULT 'UTC',
  "is_demo" BOOLEAN NOT NULL DEFAULT false,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "user" (
  "id" TEXT PRIMARY KEY,
  "email" TEXT NOT NULL,
  "name" TEXT,
  "password_hash" TEXT NOT NULL,
  "role" TEXT NOT NULL DEFAULT 'owner',
  "session_epoch" INTEGER NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_sign_in_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

CREATE TABLE "setup_token" (
  "digest" TEXT PRIMARY KEY,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3)
);

CREATE TABLE "sign_in_attempt" (
  "id" BIGSERIAL PRIMARY KEY,
  "email" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "sign_in_attempt_email_at_idx" ON "sign_in_attempt"("email", "at");
CREATE INDEX "sign_in_attempt_address_at_idx" ON "sign_in_attempt"("address", "at");

CREATE TABLE "virtual_key" (
  "id" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL REFERENCES "workspace"("id") ON UPDATE CASCADE ON DELETE RESTRICT,
  "team" TEXT,
  "digest" TEXT NOT NULL,
  "prefix" TEXT NOT NULL,
  "models" TEXT[],
  "all_models" BOOLEAN NOT NULL DEFAULT true,
  "tags" JSONB NOT NULL DEFAULT '{}',
  "enabled" BOOLEAN NOT NULL DEFAULT true,
  "expires_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "virtual_key_digest_key" ON "virtual_key"("digest");

CREATE TABLE "credential" (
  "id" TEXT PRIMARY KEY,
  "ciphertext" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "config_version" (
  "version" SERIAL PRIMARY KEY,
  "document" JSONB NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "author" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "ledger_segment" (
  "name" TEXT PRIMARY KEY,
  "safe_offset" BIGINT NOT NULL DEFAULT 0,
  "finished" BOOLEAN NOT NULL DEFAULT false,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE "ledger_dead_letter" (
  "id" BIGSERIAL PRIMARY KEY,
  "segment" TEXT NOT NULL,
  "offset" BIGINT NOT NULL,
  "reason" TEXT NOT NULL,
  "record" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "ledger_dead_letter_segment_offset_key" ON "ledger_dead_letter"("segment", "offset");

-- One partition a day (UTC), made ahead by the ingester through ensure_day_partitions; retention drops them whole.
CREATE TABLE "request" (
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "id" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "key_id" TEXT NOT NULL,
  "team" TEXT,
  "door" TEXT NOT NULL,
  "api" TEXT NOT NULL,
  "stream" BOOLEAN NOT NULL,
  "requested_model" TEXT NOT NULL,
  "provider" TEXT NOT NULL DEFAULT '',
  "model" TEXT NOT NULL DEFAULT '',
  "task" TEXT NOT NULL DEFAULT '',
  "rule_id" TEXT NOT NULL DEFAULT '',
  "end_user" TEXT,
  "tags" JSONB NOT NULL DEFAULT '{}',
  "status" INTEGER NOT NULL,
  "outcome" TEXT NOT NULL,
  "error_code" TEXT,
  "attempt_count" INTEGER NOT NULL,
  "latency_ms" INTEGER NOT NULL,
  "first_content_ms" INTEGER,
  "input_tokens" BIGINT,
  "output_tokens" BIGINT,
  "cost_usd" NUMERIC(20,12),
  "cost_state" TEXT NOT NULL,
  "config_version" INTEGER NOT NULL,
  "route" JSONB NOT NULL,
  PRIMARY KEY ("started_at", "id")
) PARTITION BY RANGE ("started_at");
CREATE INDEX "request_workspace_started_idx" ON "request"("workspace_id", "started_at" DESC, "id" DESC);
CREATE INDEX "request_id_idx" ON "request"("id");

CREATE TABLE "attempt" (
  "request_started_at" TIMESTAMPTZ(3) NOT NULL,
  "request_id" TEXT NOT NULL,
  "attempt" INTEGER NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL,
  "provider" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "upstream_model" TEXT NOT NULL,
  "served_model" TEXT,
  "service_tier" TEXT,
  "provider_request_id" TEXT,
  "status" INTEGER NOT NULL,
  "outcome" TEXT NOT NULL,
  "error_code" TEXT,
  "error_message" TEXT,
  "latency_ms" INTEGER NOT NULL,
  "first_content_ms" INTEGER,
  "finish_reason" TEXT,
  "meters" JSONB NOT NULL,
  "provenance" TEXT NOT NULL,
  "raw_usage" JSONB,
  "cost_state" TEXT NOT NULL,
  "cost_usd" NUMERIC(20,12),
  "line_items" JSONB NOT NULL,
  "unpriced_meters" JSONB NOT NULL DEFAULT '[]',
  PRIMARY KEY ("request_started_at", "request_id", "attempt")
) PARTITION BY RANGE ("request_started_at");
CREATE INDEX "attempt_request_idx" ON "attempt"("request_id");

CREATE TABLE "rollup_15m" (
  "workspace_id" TEXT NOT NULL,
  "bucket" TIMESTAMPTZ(0) NOT NULL,
  "provider" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "requested_model" TEXT NOT NULL,
  "key_id" TEXT NOT NULL,
  "team" TEXT NOT NULL,
  "task" TEXT NOT NULL,
  "rule_id" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "requests" BIGINT NOT NULL DEFAULT 0,
  "attempts" BIGINT NOT NULL DEFAULT 0,
  "cost_usd" NUMERIC(24,12) NOT NULL DEFAULT 0,
  "uncosted" BIGINT NOT NULL DEFAULT 0,
  "in_text" BIGINT NOT NULL DEFAULT 0,
  "in_cache_read" BIGINT NOT NULL DEFAULT 0,
  "in_cache_write_5m" BIGINT NOT NULL DEFAULT 0,
  "in_cache_write_1h" BIGINT NOT NULL DEFAULT 0,
  "out_text" BIGINT NOT NULL DEFAULT 0,
  "out_reasoning" BIGINT NOT NULL DEFAULT 0,
  "other_meters" JSONB NOT NULL DEFAULT '{}',
  "latency_sum_ms" BIGINT NOT NULL DEFAULT 0,
  "latency_hist" INTEGER[],
  "first_content_hist" INTEGER[],
  PRIMARY KEY ("workspace_id", "bucket", "provider", "model", "requested_model", "key_id", "team", "task", "rule_id", "outcome")
);

-- Adds two histograms of equal length, element by element; an absent one counts as empty.
CREATE FUNCTION hist_add(a INTEGER[], b INTEGER[]) RETURNS INTEGER[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN a IS NULL OR cardinality(a) = 0 THEN b
    WHEN b IS NULL OR cardinality(b) = 0 THEN a
    ELSE (SELECT array_agg(x + y ORDER BY n) FROM unnest(a, b) WITH ORDINALITY AS t(x, y, n))
  END
$$;

-- Adds two JSON objects of numbers, key by key.
CREATE FUNCTION meters_add(a JSONB, b JSONB) RETURNS JSONB
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN a = '{}'::jsonb THEN b
    WHEN b = '{}'::jsonb THEN a
    ELSE (
      SELECT jsonb_object_agg(key, total)
      FROM (SELECT key, sum(value::numeric) AS total
            FROM (SELECT * FROM jsonb_each_text(a) UNION ALL SELECT * FROM jsonb_each_text(b)) AS both_sides
            GROUP BY key) AS sums)
  END
$$;

-- Creates the partitions of request and attempt for one UTC day. Safe to call again and from several processes.
CREATE FUNCTION ensure_day_partitions(day DATE) RETURNS VOID
LANGUAGE plpgsql AS $$
DECLARE
  parent TEXT;
  child TEXT;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('tollgate.partitions'));
  FOREACH parent IN ARRAY ARRAY['request', 'attempt'] LOOP
    child := parent || '_' || to_char(day, 'YYYYMMDD');
    IF to_regclass(quote_ident(child)) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
        child, parent, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
    END IF;
  END LOOP;
END
$$;
