-- Prompts and answers, where a workspace or a key keeps them; apart from the books, whose rows live longer.
CREATE TABLE "body" (
  "request_started_at" TIMESTAMPTZ(3) NOT NULL,
  "request_id" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "key_id" TEXT NOT NULL,
  "team" TEXT,
  "end_user" TEXT,
  "policy" TEXT NOT NULL CHECK ("policy" IN ('redacted', 'on')),
  -- NULL: longer than is kept, or not to be read.
  "prompt" JSONB,
  "answer" JSONB,
  "prompt_bytes" INTEGER NOT NULL,
  "answer_bytes" INTEGER NOT NULL,
  PRIMARY KEY ("request_started_at", "request_id")
) PARTITION BY RANGE ("request_started_at");
CREATE INDEX "body_end_user_idx" ON "body" ("end_user", "workspace_id");
CREATE INDEX "body_key_idx" ON "body" ("key_id");

-- Creates the partitions for one UTC day. Safe to call again and from several processes.
CREATE OR REPLACE FUNCTION ensure_day_partitions(day DATE) RETURNS VOID
LANGUAGE plpgsql AS $$
DECLARE
  parent TEXT;
  child TEXT;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('tollgate.partitions'));
  FOREACH parent IN ARRAY ARRAY['request', 'attempt', 'body'] LOOP
    child := parent || '_' || to_char(day, 'YYYYMMDD');
    IF to_regclass(quote_ident(child)) IS NULL THEN
      EXECUTE format(
        'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
        child, parent, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
    END IF;
  END LOOP;
END
$$;

-- Drops the partitions of whole UTC days before one, and names them. Safe to call again and from several processes.
CREATE FUNCTION drop_day_partitions(parent TEXT, before DATE) RETURNS TEXT[]
LANGUAGE plpgsql AS $$
DECLARE
  child TEXT;
  dropped TEXT[] := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('tollgate.partitions'));
  FOR child IN
    SELECT c.relname FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
    WHERE i.inhparent = parent::regclass AND c.relname ~ ('^' || parent || '_[0-9]{8}$')
      AND to_date(right(c.relname, 8), 'YYYYMMDD') < before
    ORDER BY c.relname
  LOOP
    EXECUTE format('DROP TABLE %I', child);
    dropped := dropped || child;
  END LOOP;
  RETURN dropped;
END
$$;
