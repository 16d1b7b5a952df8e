-- Comparisons of the books with what a provider billed, kept as they came out.
CREATE TABLE "reconciliation" (
  "id" TEXT PRIMARY KEY,
  "workspace_id" TEXT NOT NULL,
  "provider" TEXT,
  "source" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  "result" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX "reconciliation_workspace_created_idx" ON "reconciliation"("workspace_id", "created_at");
