-- What a request was drawn to: '' where nothing was drawn.
ALTER TABLE "request" ADD COLUMN "experiment" TEXT NOT NULL DEFAULT '';
ALTER TABLE "request" ADD COLUMN "arm" TEXT NOT NULL DEFAULT '';

-- What the arms of experiments did, in stretches of five minutes; told from bookings, in their transaction.
CREATE TABLE "arm_window" (
  "experiment" TEXT NOT NULL,
  "arm" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "bucket" TIMESTAMPTZ(0) NOT NULL,
  "requests" BIGINT NOT NULL DEFAULT 0,
  "errors" BIGINT NOT NULL DEFAULT 0,
  "costed" BIGINT NOT NULL DEFAULT 0,
  "cost_usd" DECIMAL(24, 12) NOT NULL DEFAULT 0,
  -- Of amounts in USD: a spread, and no money.
  "cost_squares" DOUBLE PRECISION NOT NULL DEFAULT 0,
  "latency_hist" INTEGER[],
  PRIMARY KEY ("experiment", "arm", "workspace_id", "bucket")
);

-- Labels of requests that were drawn count for their arm.
ALTER TABLE "routing_label" ADD COLUMN "experiment" TEXT;
ALTER TABLE "routing_label" ADD COLUMN "arm" TEXT;
CREATE INDEX "routing_label_arm_idx" ON "routing_label" ("experiment", "arm") WHERE "experiment" IS NOT NULL;

-- A target on trial: what it is on, how it grows, and how it stands.
CREATE TABLE "canary" (
  "id" TEXT PRIMARY KEY,
  "rule_id" TEXT,
  "model" TEXT,
  "target" TEXT NOT NULL,
  "plan" JSONB NOT NULL,
  "phase" TEXT NOT NULL CHECK ("phase" IN ('ramping', 'held', 'promoted', 'rolled_back', 'closed')),
  "percent" DOUBLE PRECISION NOT NULL CHECK ("percent" >= 0 AND "percent" <= 100),
  "step_since" TIMESTAMPTZ(3) NOT NULL,
  "evidence" JSONB NOT NULL,
  -- What its gates said at the last look, and why its share stays.
  "readings" JSONB NOT NULL DEFAULT '[]',
  "waits" TEXT NOT NULL DEFAULT '',
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL,
  -- When gateways had to hear of it last.
  "changed_at" TIMESTAMPTZ(3) NOT NULL,
  "looked_at" TIMESTAMPTZ(3),
  CHECK (("rule_id" IS NULL) <> ("model" IS NULL))
);
-- One at a time on each rule and model.
CREATE UNIQUE INDEX "canary_rule_key" ON "canary" ("rule_id") WHERE "phase" IN ('ramping', 'held', 'promoted');
CREATE UNIQUE INDEX "canary_model_key" ON "canary" ("model") WHERE "phase" IN ('ramping', 'held', 'promoted');

-- What happened to canaries. Never changed.
CREATE TABLE "canary_event" (
  "id" BIGSERIAL PRIMARY KEY,
  "canary_id" TEXT NOT NULL REFERENCES "canary" ("id") ON DELETE CASCADE,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "kind" TEXT NOT NULL,
  "from_percent" DOUBLE PRECISION NOT NULL,
  "to_percent" DOUBLE PRECISION NOT NULL,
  "actor" TEXT NOT NULL,
  "reason" TEXT NOT NULL
);
CREATE INDEX "canary_event_canary_idx" ON "canary_event" ("canary_id", "id");
