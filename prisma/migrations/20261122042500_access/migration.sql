-- Who belongs where. People without a row here see every workspace if their role is owner or admin, and none otherwise.
CREATE TABLE "membership" (
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
  "workspace_id" TEXT NOT NULL REFERENCES "workspace" ("id") ON DELETE CASCADE,
  -- Empty: the whole workspace.
  "teams" TEXT[] NOT NULL DEFAULT '{}',
  PRIMARY KEY ("user_id", "workspace_id")
);

-- A name that keys, budgets and people share. A key of a team carries the team's tags beneath its own.
CREATE TABLE "team" (
  "workspace_id" TEXT NOT NULL REFERENCES "workspace" ("id") ON DELETE CASCADE,
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "tags" JSONB NOT NULL DEFAULT '{}',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("workspace_id", "id")
);

-- Bearer tokens of the management API. Only an HMAC of the value is kept.
CREATE TABLE "service_token" (
  "id" TEXT PRIMARY KEY,
  "name" TEXT NOT NULL,
  "digest" TEXT NOT NULL UNIQUE,
  "prefix" TEXT NOT NULL,
  "scopes" TEXT[] NOT NULL,
  -- Its rights are never more than those that this person has at the time of a call.
  "creator_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "last_used_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3)
);
CREATE INDEX "service_token_creator_idx" ON "service_token" ("creator_id");
