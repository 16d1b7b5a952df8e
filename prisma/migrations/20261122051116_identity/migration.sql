-- People who come by a provider of sign-in have no password here.
ALTER TABLE "user" ALTER COLUMN "password_hash" DROP NOT NULL;
-- Sessions are rows now, each of which can be ended by itself.
ALTER TABLE "user" DROP COLUMN "session_epoch";

-- A browser that is signed in. Its cookie names this row, which is read with every request.
CREATE TABLE "user_session" (
  "id" TEXT PRIMARY KEY,
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
  -- How they signed in: password, or the name of a provider.
  "method" TEXT NOT NULL,
  "address" TEXT NOT NULL,
  "agent" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "revoked_at" TIMESTAMPTZ(3)
);
CREATE INDEX "user_session_user_idx" ON "user_session" ("user_id");

-- One-time links by which people join. Only a digest of the token is kept.
CREATE TABLE "invitation" (
  "id" TEXT PRIMARY KEY,
  "digest" TEXT NOT NULL UNIQUE,
  "email" TEXT NOT NULL,
  "role" TEXT NOT NULL,
  -- [{workspaceId, teams}], as the person's memberships will be.
  "memberships" JSONB NOT NULL DEFAULT '[]',
  -- Whoever leaves takes their open invitations along. NULL: the installation's own token.
  "inviter_id" TEXT REFERENCES "user" ("id") ON DELETE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3)
);
CREATE INDEX "invitation_email_idx" ON "invitation" ("email");
CREATE INDEX "invitation_inviter_idx" ON "invitation" ("inviter_id");

-- An account at a provider of sign-in, and whose it is here.
CREATE TABLE "linked_account" (
  -- Who vouches: an issuer's address.
  "issuer" TEXT NOT NULL,
  "subject" TEXT NOT NULL,
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  PRIMARY KEY ("issuer", "subject")
);
CREATE INDEX "linked_account_user_idx" ON "linked_account" ("user_id");

-- Time-based codes (RFC 6238). The secret is sealed; no step is accepted twice.
CREATE TABLE "second_factor" (
  "user_id" TEXT PRIMARY KEY REFERENCES "user" ("id") ON DELETE CASCADE,
  "secret" BYTEA NOT NULL,
  "last_step" BIGINT NOT NULL DEFAULT 0,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
  -- NULL: not asked for yet, since nobody has shown that their device has it.
  "confirmed_at" TIMESTAMPTZ(3)
);
CREATE TABLE "recovery_code" (
  "user_id" TEXT NOT NULL REFERENCES "user" ("id") ON DELETE CASCADE,
  "digest" TEXT NOT NULL,
  "used_at" TIMESTAMPTZ(3),
  PRIMARY KEY ("user_id", "digest")
);

-- Most output tokens of a request, addresses it may come from (empty: any), and what is kept of its bodies (NULL: as the workspace says).
ALTER TABLE "virtual_key" ADD COLUMN "max_tokens" INTEGER;
ALTER TABLE "virtual_key" ADD COLUMN "ip_ranges" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE "virtual_key" ADD COLUMN "bodies" TEXT;
-- After a rotation the value before it is good until then.
ALTER TABLE "virtual_key" ADD COLUMN "old_digest" TEXT UNIQUE;
ALTER TABLE "virtual_key" ADD COLUMN "old_until" TIMESTAMPTZ(3);

-- When a key was last used, by the books. Apart from the key, so that its use is no change of configuration.
CREATE TABLE "key_use" (
  "key_id" TEXT PRIMARY KEY,
  "last_used_at" TIMESTAMPTZ(3) NOT NULL
);
