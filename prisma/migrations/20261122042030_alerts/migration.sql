-- Alerts: what each condition is in now, what happened to it, who is told of it and how that went.
-- One row for a rule and a subject (a budget, a provider, a key, …): the state machine of lib/alerts/advance.ts.
CREATE TABLE "alert_state" (
  "rule_id" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "phase" TEXT NOT NULL,
  "since" TIMESTAMPTZ(3) NOT NULL,
  "reading" DOUBLE PRECISION,
  "summary" TEXT NOT NULL,
  "announced" BOOLEAN NOT NULL DEFAULT false,
  "acknowledged_at" TIMESTAMPTZ(3),
  "acknowledged_by" TEXT,
  "muted_until" TIMESTAMPTZ(3),
  "muted_by" TEXT,
  "checked_at" TIMESTAMPTZ(3) NOT NULL,
  PRIMARY KEY ("rule_id", "subject")
);
CREATE INDEX "alert_state_workspace_idx" ON "alert_state"("workspace_id", "phase");

-- History; never changed.
CREATE TABLE "alert_event" (
  "id" BIGSERIAL PRIMARY KEY,
  "rule_id" TEXT NOT NULL,
  "rule_name" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "summary" TEXT NOT NULL,
  "reading" DOUBLE PRECISION,
  "actor" TEXT,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "alert_event_workspace_at_idx" ON "alert_event"("workspace_id", "id" DESC);

-- One row for an event and a channel, so nobody is told twice by us; the id goes along, for who receives twice all the same.
CREATE TABLE "alert_delivery" (
  "id" TEXT PRIMARY KEY,
  "event_id" BIGINT NOT NULL REFERENCES "alert_event"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "channel_id" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'waiting',
  "tries" INTEGER NOT NULL DEFAULT 0,
  "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "outcome" TEXT NOT NULL DEFAULT '',
  "ended_at" TIMESTAMPTZ(3)
);
CREATE UNIQUE INDEX "alert_delivery_event_channel_key" ON "alert_delivery"("event_id", "channel_id");
CREATE INDEX "alert_delivery_waiting_idx" ON "alert_delivery"("next_at") WHERE "state" = 'waiting';

-- Up to which event a user has seen the list.
CREATE TABLE "alert_seen" (
  "user_id" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "event_id" BIGINT NOT NULL,
  PRIMARY KEY ("user_id", "workspace_id")
);
