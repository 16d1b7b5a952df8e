-- What the words of prompts say of a workspace's own models: each training with its verdict, the newest in force if it was taken.
CREATE TABLE "routing_head" (
  "version" BIGSERIAL PRIMARY KEY,
  "workspace_id" TEXT NOT NULL,
  "trained_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  -- Of the labels it learned from: how many, and the newest.
  "labels" INTEGER NOT NULL,
  "newest_label_at" TIMESTAMPTZ(3) NOT NULL,
  -- Whether it beat the table of tasks, and by how much.
  "taken" BOOLEAN NOT NULL,
  "verdict" JSONB NOT NULL,
  -- Weights, no text; NULL where it was not taken.
  "model" JSONB,
  CHECK ("taken" = ("model" IS NOT NULL))
);
CREATE INDEX "routing_head_workspace_idx" ON "routing_head" ("workspace_id", "version" DESC);
