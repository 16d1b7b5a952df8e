-- Answers that the gateway's own cache may give again (lib/cache/store): encrypted, and bound to their keys.
CREATE TABLE "cache_answer" (
  "key" TEXT PRIMARY KEY,
  "workspace_id" TEXT NOT NULL,
  "rule_id" TEXT NOT NULL,
  "model" TEXT NOT NULL,
  "stored_at" TIMESTAMPTZ(3) NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "bytes" INTEGER NOT NULL,
  "sealed" BYTEA NOT NULL
);
CREATE INDEX "cache_answer_rule_idx" ON "cache_answer"("workspace_id", "rule_id");
CREATE INDEX "cache_answer_stored_idx" ON "cache_answer"("stored_at");
CREATE INDEX "cache_answer_expires_idx" ON "cache_answer"("expires_at");

-- What every process has to forget, and no answer that was kept before it may be written after it.
CREATE TABLE "cache_purge" (
  "id" BIGSERIAL PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "rule_id" TEXT,
  "model" TEXT,
  "key" TEXT
);
CREATE INDEX "cache_purge_workspace_idx" ON "cache_purge"("workspace_id", "at");
