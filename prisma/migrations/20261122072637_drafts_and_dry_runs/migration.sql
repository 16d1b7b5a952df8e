-- What rules and the learned router looked at in a request, without a word of its prompt, so that another policy can be
-- tried on it. NULL: it was recorded before this was kept.
ALTER TABLE "request" ADD COLUMN "facts" JSONB;

-- A change of the configuration that somebody works on. Nothing of it is in force before it is published.
CREATE TABLE "config_draft" (
  "id" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "author" TEXT NOT NULL,
  -- The version that it began from.
  "base_version" INTEGER NOT NULL,
  -- Sections that it replaces: `rules` whole, `prices` row by row.
  "content" JSONB NOT NULL,
  -- Raised by each save; a save that looked at another one is a conflict.
  "revision" INTEGER NOT NULL DEFAULT 1,
  "state" TEXT NOT NULL DEFAULT 'open' CHECK ("state" IN ('open', 'scheduled', 'published', 'discarded')),
  "publish_at" TIMESTAMPTZ(3),
  -- Zone in which that instant was given, and is shown.
  "publish_zone" TEXT,
  -- User who scheduled it, whose rights are asked again when it is due.
  "scheduled_by" TEXT,
  "published_version" INTEGER,
  -- What became of it, in words.
  "outcome" TEXT NOT NULL DEFAULT '',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  CHECK ("state" <> 'scheduled' OR ("publish_at" IS NOT NULL AND "publish_zone" IS NOT NULL AND "scheduled_by" IS NOT NULL))
);
CREATE INDEX "config_draft_state_idx" ON "config_draft" ("state", "updated_at" DESC);

-- A draft tried on past traffic, by the worker.
CREATE TABLE "dry_run" (
  "id" TEXT PRIMARY KEY,
  "draft_id" TEXT NOT NULL REFERENCES "config_draft"("id") ON DELETE CASCADE,
  "workspace_id" TEXT NOT NULL,
  -- Only requests of these teams; NULL: the whole workspace.
  "teams" TEXT[],
  "author" TEXT NOT NULL,
  -- The draft as it was when the run was asked for.
  "content" JSONB NOT NULL,
  "draft_revision" INTEGER NOT NULL,
  "from_at" TIMESTAMPTZ(3) NOT NULL,
  "to_at" TIMESTAMPTZ(3) NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'waiting'
    CHECK ("state" IN ('waiting', 'running', 'done', 'cancelled', 'failed', 'lost')),
  "cancel_asked" BOOLEAN NOT NULL DEFAULT false,
  "processed" BIGINT NOT NULL DEFAULT 0,
  "total" BIGINT NOT NULL DEFAULT 0,
  -- How often a worker began with it: one that dies leaves it to the next, and not for ever.
  "tries" INTEGER NOT NULL DEFAULT 0,
  "heartbeat_at" TIMESTAMPTZ(3),
  "started_at" TIMESTAMPTZ(3),
  "ended_at" TIMESTAMPTZ(3),
  -- `dryRunResultSchema` of lib/dryrun/schemas.ts.
  "result" JSONB,
  "problem" TEXT NOT NULL DEFAULT '',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now()
);
CREATE INDEX "dry_run_open_idx" ON "dry_run" ("created_at") WHERE "state" IN ('waiting', 'running');
CREATE INDEX "dry_run_draft_idx" ON "dry_run" ("draft_id", "created_at" DESC);
