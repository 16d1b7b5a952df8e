-- Prompts that people keep, each with all its versions.
CREATE TABLE "playground_prompt" (
  "id" TEXT PRIMARY KEY,
  "workspace_id" TEXT NOT NULL REFERENCES "workspace" ("id") ON DELETE CASCADE,
  "name" TEXT NOT NULL,
  "owner_id" TEXT NOT NULL,
  -- Seen by everybody who may use the playground of the workspace; else by its owner alone.
  "shared" BOOLEAN NOT NULL DEFAULT false,
  -- The newest one.
  "version" INTEGER NOT NULL DEFAULT 1,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "playground_prompt_workspace_idx" ON "playground_prompt" ("workspace_id", "updated_at");

CREATE TABLE "playground_version" (
  "prompt_id" TEXT NOT NULL REFERENCES "playground_prompt" ("id") ON DELETE CASCADE,
  "version" INTEGER NOT NULL,
  "content" JSONB NOT NULL,
  "author" TEXT NOT NULL,
  "note" TEXT NOT NULL DEFAULT '',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("prompt_id", "version")
);
