-- The answer may be that of an earlier attempt, where a second one was sent beside it and lost: the route then says which.
-- The same as lib/ledger/ingest/attempt-role.ts.
CREATE OR REPLACE FUNCTION attempt_role(served_by TEXT, attempts INT, route JSONB, attempt INT, target TEXT, outcome TEXT)
RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN served_by = '' OR attempt <> coalesce((route ->> 'servedAttempt')::int, attempts)
      THEN CASE WHEN outcome = 'success' THEN 'discarded' ELSE 'extra' END
    WHEN coalesce(route -> 'candidates' ->> 0, target) = target THEN 'served'
    WHEN route ->> 'downgradedBy' IS NULL THEN 'fallback'
    ELSE 'downgraded'
  END
$$;
