-- Creates the partitions for one UTC day. Safe to call again and from several processes. A partition is made beside its
-- table and then attached, which lets rows be read and written meanwhile; made as a part of it at once, it would wait for
-- everyone who reads, and all who come later would wait for it. A table that is not partitioned here is left to the
-- extension that keeps it in pieces (TOLLGATE_BOOKS).
CREATE OR REPLACE FUNCTION ensure_day_partitions(day DATE) RETURNS VOID
LANGUAGE plpgsql AS $$
DECLARE
  parent TEXT;
  child TEXT;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('tollgate.partitions'));
  FOREACH parent IN ARRAY ARRAY['request', 'attempt', 'body'] LOOP
    child := parent || '_' || to_char(day, 'YYYYMMDD');
    CONTINUE WHEN to_regclass(quote_ident(child)) IS NOT NULL
      OR (SELECT relkind FROM pg_class WHERE oid = parent::regclass) <> 'p';
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', child, parent);
    EXECUTE format(
      'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      parent, child, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  END LOOP;
END
$$;

-- Drops whole UTC days before one, and names them. Safe to call again and from several processes.
CREATE OR REPLACE FUNCTION drop_day_partitions(parent TEXT, before DATE) RETURNS TEXT[]
LANGUAGE plpgsql AS $$
DECLARE
  child TEXT;
  dropped TEXT[] := '{}';
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('tollgate.partitions'));
  IF (SELECT relkind FROM pg_class WHERE oid = parent::regclass) <> 'p' THEN
    IF EXISTS (SELECT FROM pg_extension WHERE extname = 'timescaledb') THEN
      EXECUTE 'SELECT coalesce(array_agg(chunk), ''{}'') FROM drop_chunks($1::regclass, older_than => $2::timestamptz) AS chunk'
        INTO dropped USING parent, before::timestamp AT TIME ZONE 'UTC';
    END IF;
    RETURN dropped;
  END IF;
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
