-- How much of its allowance a rule's shadow has used on a day (UTC), over all gateways; money that may still be spent is in it.
CREATE TABLE "shadow_day" (
  "rule_id" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "requests" INTEGER NOT NULL DEFAULT 0,
  "usd" DECIMAL(24, 12) NOT NULL DEFAULT 0,
  PRIMARY KEY ("rule_id", "workspace_id", "day")
);

-- An answer that was asked for to be judged beside another one, and what judged it, served nobody.
-- The same as lib/ledger/ingest/attempt-role.ts.
CREATE OR REPLACE FUNCTION attempt_role(served_by TEXT, attempts INT, route JSONB, attempt INT, target TEXT, outcome TEXT)
RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN route ->> 'shadowOf' IS NOT NULL THEN 'shadow'
    WHEN served_by = '' OR attempt <> coalesce((route ->> 'servedAttempt')::int, attempts)
      THEN CASE WHEN outcome = 'success' THEN 'discarded' ELSE 'extra' END
    WHEN coalesce(route -> 'candidates' ->> 0, target) = target THEN 'served'
    WHEN route ->> 'downgradedBy' IS NULL THEN 'fallback'
    ELSE 'downgraded'
  END
$$;
