-- Files of applications, in pieces: neither a gateway nor a worker ever holds a large one in memory.
CREATE TABLE "file" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "filename" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "file_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "file_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "file_key_idx" ON "file"("key_id", "created_at" DESC, "id" DESC);

CREATE TABLE "file_chunk" (
    "file_id" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "content" BYTEA NOT NULL,

    CONSTRAINT "file_chunk_pkey" PRIMARY KEY ("file_id", "seq"),
    CONSTRAINT "file_chunk_file_id_fkey" FOREIGN KEY ("file_id") REFERENCES "file"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "batch" (
    "id" TEXT NOT NULL,
    "workspace_id" TEXT NOT NULL,
    "key_id" TEXT NOT NULL,
    "author" TEXT NOT NULL,
    "address" TEXT,
    "endpoint" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "input_file_id" TEXT NOT NULL,
    "output_file_id" TEXT,
    "error_file_id" TEXT,
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "options" JSONB NOT NULL DEFAULT '{}',
    "problems" JSONB NOT NULL DEFAULT '[]',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "spent_usd" DECIMAL(38,12) NOT NULL DEFAULT 0,
    "uncosted" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "run_after" TIMESTAMPTZ(3),
    "started_at" TIMESTAMPTZ(3),
    "finalizing_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "cancelling_at" TIMESTAMPTZ(3),

    CONSTRAINT "batch_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "batch_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "batch_key_idx" ON "batch"("key_id", "created_at" DESC, "id" DESC);
CREATE INDEX "batch_workspace_idx" ON "batch"("workspace_id", "created_at" DESC, "id" DESC);
-- The few that are under way are looked for every few seconds.
CREATE INDEX "batch_open_idx" ON "batch"("status") WHERE "ended_at" IS NULL;

CREATE TABLE "batch_item" (
    "batch_id" TEXT NOT NULL,
    "line" INTEGER NOT NULL,
    "custom_id" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "tries" INTEGER NOT NULL DEFAULT 0,
    "status" INTEGER,
    "request_id" TEXT,
    "answer" TEXT,
    "problem" TEXT,
    "cost_usd" DECIMAL(38,12),

    CONSTRAINT "batch_item_pkey" PRIMARY KEY ("batch_id", "line"),
    CONSTRAINT "batch_item_batch_id_fkey" FOREIGN KEY ("batch_id") REFERENCES "batch"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "batch_item_custom_id_key" ON "batch_item"("batch_id", "custom_id");
CREATE INDEX "batch_item_open_idx" ON "batch_item"("batch_id", "line") WHERE "state" IN ('pending', 'sent');
