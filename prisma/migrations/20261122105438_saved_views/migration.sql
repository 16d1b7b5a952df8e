-- States of pages that people keep under a name: which page, and its query.
CREATE TABLE "saved_view" (
  "id" TEXT PRIMARY KEY,
  "workspace_id" TEXT NOT NULL REFERENCES "workspace" ("id") ON DELETE CASCADE,
  "owner_id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  -- Its path, such as `/spend`.
  "page" TEXT NOT NULL,
  -- Without the workspace and without where a list was opened.
  "query" TEXT NOT NULL DEFAULT '',
  -- Seen by everybody who may read the workspace; else by its owner alone.
  "shared" BOOLEAN NOT NULL DEFAULT false,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
-- One person has each name once in a workspace, however it is written.
CREATE UNIQUE INDEX "saved_view_name_key" ON "saved_view" ("workspace_id", "owner_id", lower("name"));
