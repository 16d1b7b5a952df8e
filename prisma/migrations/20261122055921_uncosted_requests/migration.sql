-- Few requests have no known cost: whoever asks for them need not read all others.
CREATE INDEX "request_uncosted_idx" ON "request"("workspace_id", "started_at" DESC, "id" DESC)
  WHERE "cost_state" IN ('unpriced', 'unknown', 'quarantined');
