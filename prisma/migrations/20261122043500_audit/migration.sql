-- Who changed what, when, from where. Rows are added, never changed, never deleted; each is sealed with the one before.
CREATE TABLE "audit_entry" (
  "seq" BIGINT PRIMARY KEY,
  "at" TIMESTAMPTZ(3) NOT NULL,
  -- NULL: it concerns the whole installation.
  "workspace_id" TEXT,
  "actor_id" TEXT NOT NULL,
  "action" TEXT NOT NULL,
  "subject_kind" TEXT NOT NULL,
  "subject_id" TEXT NOT NULL,
  -- The whole entry as the JSON text that was sealed.
  "entry" TEXT NOT NULL,
  -- HMAC-SHA-256 of the seal before and of the entry, hex.
  "seal" TEXT NOT NULL UNIQUE
);
CREATE INDEX "audit_entry_at_idx" ON "audit_entry" ("at");
CREATE INDEX "audit_entry_subject_idx" ON "audit_entry" ("subject_kind", "subject_id", "seq");
CREATE INDEX "audit_entry_actor_idx" ON "audit_entry" ("actor_id", "seq");

CREATE FUNCTION "audit_entry_is_final"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit entries are never changed or deleted';
END
$$;
CREATE TRIGGER "audit_entry_is_final" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_entry_is_final"();
