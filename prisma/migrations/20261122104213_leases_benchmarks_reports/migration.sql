-- Who runs a batch, and until when that holds unless it is renewed: needs no session of its own, as an advisory lock does.
ALTER TABLE "batch" ADD COLUMN "leased_by" TEXT, ADD COLUMN "leased_until" TIMESTAMPTZ(3);

CREATE TABLE "benchmark" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "address" TEXT,
    "status" TEXT NOT NULL,
    "settings" JSONB NOT NULL,
    "ending" TEXT,
    "total" INTEGER NOT NULL,
    "estimate_usd" DECIMAL(38,12) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "leased_by" TEXT,
    "leased_until" TIMESTAMPTZ(3),

    CONSTRAINT "benchmark_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "benchmark_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "benchmark_workspace_idx" ON "benchmark"("workspace_id", "created_at" DESC, "id" DESC);
CREATE INDEX "benchmark_ended_idx" ON "benchmark"("ended_at");
-- Two at once would measure each other.
CREATE UNIQUE INDEX "benchmark_one_at_a_time_key" ON "benchmark"("workspace_id") WHERE "ended_at" IS NULL;

CREATE TABLE "benchmark_sample" (
    "benchmark_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "way" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "request_id" TEXT,
    "error_code" TEXT,
    "latency_ms" DOUBLE PRECISION NOT NULL,
    "first_content_ms" DOUBLE PRECISION,
    "out_tokens" INTEGER,
    "cost_usd" DECIMAL(38,12),

    CONSTRAINT "benchmark_sample_pkey" PRIMARY KEY ("benchmark_id", "seq"),
    CONSTRAINT "benchmark_sample_benchmark_id_fkey" FOREIGN KEY ("benchmark_id") REFERENCES "benchmark"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- Who gets a workspace's monthly report.
CREATE TABLE "report_schedule" (
    "workspace_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "recipients" TEXT[] NOT NULL,
    "author" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "report_schedule_pkey" PRIMARY KEY ("workspace_id"),
    CONSTRAINT "report_schedule_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- One for each month of a workspace: what makes a report go out once.
CREATE TABLE "report_delivery" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "month" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "outcome" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "report_delivery_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "report_delivery_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "report_delivery_month_key" ON "report_delivery"("workspace_id", "month");

-- How long a target takes by the newest benchmark that measured it: what routing goes by until it has traffic of its own.
CREATE TABLE "latency_prior" (
    "provider" TEXT NOT NULL,
    "model" TEXT NOT NULL,
    "stream_p99_ms" DOUBLE PRECISION NOT NULL,
    "json_p99_ms" DOUBLE PRECISION NOT NULL,
    "measured_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "latency_prior_pkey" PRIMARY KEY ("provider", "model")
);
