-- How targets did: attempts by outcome, with mergeable histograms, per five minutes (span_s 300) and per hour (3600, for
-- long ranges). Filled in the transaction that puts the attempts on the books.
CREATE TABLE "target_window" (
  "workspace_id" TEXT NOT NULL,
  "span_s" INTEGER NOT NULL,
  "bucket" TIMESTAMPTZ(0) NOT NULL,
  "provider" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "calls" BIGINT NOT NULL DEFAULT 0,
  "errors" BIGINT NOT NULL DEFAULT 0,
  "timeouts" BIGINT NOT NULL DEFAULT 0,
  "output_tokens" BIGINT NOT NULL DEFAULT 0,
  "generation_ms" BIGINT NOT NULL DEFAULT 0,
  "answer_hist" INTEGER[],
  "first_content_hist" INTEGER[],
  PRIMARY KEY ("workspace_id", "span_s", "bucket", "provider", "model")
);

-- Requests that left a target (written with the books) and changes of breakers and cooldowns (written by gateways).
-- What repeats within a minute is one row with a count. A NULL workspace: the event is of the whole installation.
CREATE TABLE "health_event" (
  "id" BIGSERIAL PRIMARY KEY,
  "minute" TIMESTAMPTZ(0) NOT NULL,
  "first_at" TIMESTAMPTZ(3) NOT NULL,
  "last_at" TIMESTAMPTZ(3) NOT NULL,
  "count" INTEGER NOT NULL DEFAULT 1,
  "workspace_id" TEXT,
  "kind" TEXT NOT NULL,
  "target" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "from_state" TEXT NOT NULL,
  "to_state" TEXT NOT NULL,
  "alternatives" TEXT[],
  "request_id" TEXT,
  "process" TEXT NOT NULL DEFAULT ''
);
CREATE UNIQUE INDEX "health_event_key" ON "health_event"
  ("minute", "workspace_id", "kind", "target", "reason", "from_state", "to_state", "process") NULLS NOT DISTINCT;
CREATE INDEX "health_event_target_idx" ON "health_event"("target", "minute");

-- What each gateway process says of its targets, every few seconds.
CREATE TABLE "gateway_report" (
  "process" TEXT PRIMARY KEY,
  "reported_at" TIMESTAMPTZ(3) NOT NULL,
  "targets" JSONB NOT NULL
);
