-- Budgets: what each has spent in each window (from the books), and what processes may still spend (leases).
-- docs/decisions/0005-budget-leases.md says how the two meet.
CREATE TABLE "budget_window" (
  "id" BIGSERIAL PRIMARY KEY,
  "budget_id" TEXT NOT NULL,
  "workspace_id" TEXT NOT NULL,
  "scope_kind" TEXT NOT NULL,
  "scope_value" TEXT NOT NULL,
  "period" TEXT NOT NULL,
  "starts_at" TIMESTAMPTZ(3) NOT NULL,
  "ends_at" TIMESTAMPTZ(3) NOT NULL,
  "limit_usd" NUMERIC(24,12) NOT NULL,
  "mode" TEXT NOT NULL,
  "alert_percents" INTEGER[],
  "spent_usd" NUMERIC(24,12) NOT NULL DEFAULT 0,
  "config_version" INTEGER NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX "budget_window_key"
  ON "budget_window"("budget_id", "workspace_id", "scope_kind", "scope_value", "period", "starts_at");
CREATE INDEX "budget_window_workspace_ends_idx" ON "budget_window"("workspace_id", "ends_at");

CREATE TABLE "budget_lease" (
  "id" TEXT PRIMARY KEY,
  "window_id" BIGINT NOT NULL REFERENCES "budget_window"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "process" TEXT NOT NULL,
  "pid" INTEGER NOT NULL,
  "place" TEXT NOT NULL,
  "directory" TEXT NOT NULL,
  "seq" INTEGER NOT NULL,
  "granted_usd" NUMERIC(24,12) NOT NULL,
  "booked_usd" NUMERIC(24,12) NOT NULL DEFAULT 0,
  "expires_at" TIMESTAMPTZ(3) NOT NULL
);
CREATE INDEX "budget_lease_window_idx" ON "budget_lease"("window_id");

CREATE TABLE "budget_alert" (
  "window_id" BIGINT NOT NULL REFERENCES "budget_window"("id") ON DELETE CASCADE ON UPDATE CASCADE,
  "percent" INTEGER NOT NULL,
  "spent_usd" NUMERIC(24,12) NOT NULL,
  "limit_usd" NUMERIC(24,12) NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY ("window_id", "percent")
);
CREATE INDEX "budget_alert_at_idx" ON "budget_alert"("at");

-- Whether an attempt counts towards a scope. A model counts by its id and by the name that was asked for;
-- a tag as `name=value`, or as `name` whatever its value.
CREATE FUNCTION budget_matches(
  kind TEXT, wanted TEXT, team TEXT, end_user TEXT, key_id TEXT, requested_model TEXT, model TEXT, tags JSONB
) RETURNS BOOLEAN LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE kind
    WHEN 'workspace' THEN true
    WHEN 'team' THEN team = wanted
    WHEN 'user' THEN end_user = wanted
    WHEN 'key' THEN key_id = wanted
    WHEN 'model' THEN model = wanted OR requested_model = wanted
    WHEN 'tag' THEN CASE WHEN strpos(wanted, '=') = 0 THEN tags ? wanted
      ELSE tags ->> split_part(wanted, '=', 1) = substr(wanted, strpos(wanted, '=') + 1) END
    ELSE false
  END
$$;

-- What the books hold for a scope and a span. Rollups where they have the dimension, single attempts elsewhere.
CREATE FUNCTION budget_books(
  workspace TEXT, kind TEXT, wanted TEXT, since TIMESTAMPTZ, until TIMESTAMPTZ
) RETURNS NUMERIC LANGUAGE plpgsql STABLE AS $$
DECLARE
  total NUMERIC;
BEGIN
  IF kind IN ('user', 'tag') THEN
    SELECT sum(a.cost_usd) INTO total
    FROM request r JOIN attempt a ON a.request_started_at = r.started_at AND a.request_id = r.id
    WHERE r.workspace_id = workspace AND r.started_at >= since AND r.started_at < until
      AND budget_matches(kind, wanted, r.team, r.end_user, r.key_id, r.requested_model, a.model, r.tags);
  ELSE
    SELECT sum(u.cost_usd) INTO total
    FROM rollup_15m u
    WHERE u.workspace_id = workspace AND u.bucket >= since AND u.bucket < until
      AND budget_matches(kind, wanted, u.team, NULL, u.key_id, u.requested_model, u.model, NULL);
  END IF;
  RETURN coalesce(total, 0);
END
$$;

-- One record for each percentage that a window has reached; a second time changes nothing.
CREATE FUNCTION budget_raise_alerts(windows BIGINT[]) RETURNS VOID LANGUAGE sql AS $$
  INSERT INTO budget_alert (window_id, percent, spent_usd, limit_usd)
  SELECT w.id, p, w.spent_usd, w.limit_usd
  FROM budget_window w, unnest(w.alert_percents) AS p
  WHERE w.id = ANY (windows) AND w.spent_usd > 0 AND w.spent_usd * 100 >= w.limit_usd * p
  ON CONFLICT DO NOTHING
$$;

-- The window of a budget, made from the books when there is none; a newer configuration changes its limit.
CREATE FUNCTION budget_window_open(
  p_budget TEXT, p_workspace TEXT, p_kind TEXT, p_value TEXT, p_period TEXT, p_starts TIMESTAMPTZ, p_ends TIMESTAMPTZ,
  p_limit NUMERIC, p_mode TEXT, p_percents INTEGER[], p_version INTEGER
) RETURNS BIGINT LANGUAGE plpgsql AS $$
DECLARE
  found_id BIGINT;
BEGIN
  SELECT id INTO found_id FROM budget_window
  WHERE budget_id = p_budget AND workspace_id = p_workspace AND scope_kind = p_kind AND scope_value = p_value
    AND period = p_period AND starts_at = p_starts;
  IF found_id IS NULL THEN
    -- No rows are being booked while we add up: each is either in the sum or is added by its own booking.
    PERFORM pg_advisory_xact_lock(hashtext('tollgate.budgets'));
    INSERT INTO budget_window (budget_id, workspace_id, scope_kind, scope_value, period, starts_at, ends_at,
      limit_usd, mode, alert_percents, config_version, spent_usd)
    VALUES (p_budget, p_workspace, p_kind, p_value, p_period, p_starts, p_ends, p_limit, p_mode, p_percents, p_version,
      budget_books(p_workspace, p_kind, p_value, p_starts, p_ends))
    ON CONFLICT DO NOTHING;
    SELECT id INTO found_id FROM budget_window
    WHERE budget_id = p_budget AND workspace_id = p_workspace AND scope_kind = p_kind AND scope_value = p_value
      AND period = p_period AND starts_at = p_starts;
  END IF;
  UPDATE budget_window SET limit_usd = p_limit, mode = p_mode, alert_percents = p_percents, config_version = p_version
  WHERE id = found_id AND config_version < p_version;
  PERFORM budget_raise_alerts(ARRAY[found_id]);
  RETURN found_id;
END
$$;

-- Adds new attempts to the windows that they fall in, and to the leases that covered them. Part of the transaction that
-- inserts them, so that a row counts exactly once.
CREATE FUNCTION budget_book(p_attempts JSONB) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  hit RECORD;
  touched BIGINT[] := '{}';
BEGIN
  FOR hit IN
    SELECT w.id, sum(a.cost_usd) AS cost
    FROM jsonb_to_recordset(p_attempts) AS a(workspace_id TEXT, team TEXT, end_user TEXT, key_id TEXT,
      requested_model TEXT, model TEXT, tags JSONB, started_at TIMESTAMPTZ, cost_usd NUMERIC)
    JOIN budget_window w ON w.workspace_id = a.workspace_id AND a.started_at >= w.starts_at AND a.started_at < w.ends_at
      AND budget_matches(w.scope_kind, w.scope_value, a.team, a.end_user, a.key_id, a.requested_model, a.model, a.tags)
    GROUP BY w.id ORDER BY w.id
  LOOP
    UPDATE budget_window SET spent_usd = spent_usd + hit.cost WHERE id = hit.id;
    touched := touched || hit.id;
  END LOOP;
  FOR hit IN
    SELECT l.lease AS id, sum(a.cost_usd) AS cost
    FROM jsonb_to_recordset(p_attempts) AS a(leases JSONB, cost_usd NUMERIC), jsonb_array_elements_text(a.leases) AS l(lease)
    GROUP BY l.lease ORDER BY l.lease
  LOOP
    UPDATE budget_lease SET booked_usd = booked_usd + hit.cost WHERE id = hit.id;
  END LOOP;
  IF cardinality(touched) > 0 THEN
    PERFORM budget_raise_alerts(touched);
  END IF;
END
$$;

-- The one way in which a lease changes but for booking: it keeps `p_keep` of what it was granted (the rest goes back),
-- and is granted more out of what nobody else holds: `p_need` and a part of the rest as a slice, or as much as there is
-- when that is `p_least`. Amounts are absolute and numbered, so an answer that was lost does no harm.
-- room: what is left to lease after this. others: what other leases hold and is not booked yet.
CREATE FUNCTION budget_lease_sync(
  p_window BIGINT, p_lease TEXT, p_seq INTEGER, p_keep NUMERIC, p_need NUMERIC, p_least NUMERIC, p_share NUMERIC,
  p_process TEXT, p_pid INTEGER, p_place TEXT, p_directory TEXT, p_ttl_s INTEGER,
  OUT granted NUMERIC, OUT room NUMERIC, OUT others NUMERIC, OUT lost BOOLEAN
) LANGUAGE plpgsql AS $$
DECLARE
  w budget_window;
  mine budget_lease;
  holders INTEGER;
BEGIN
  granted := 0; room := 0; others := 0; lost := false;
  SELECT * INTO w FROM budget_window WHERE id = p_window FOR UPDATE;
  SELECT * INTO mine FROM budget_lease WHERE id = p_lease;
  IF w.id IS NULL OR (mine.id IS NULL AND p_seq > 1) OR mine.seq >= p_seq THEN
    lost := true;
    RETURN;
  END IF;
  SELECT coalesce(sum(greatest(l.granted_usd - l.booked_usd, 0)), 0), count(*) INTO others, holders
  FROM budget_lease l WHERE l.window_id = p_window AND l.id <> p_lease;
  room := w.limit_usd - w.spent_usd - others - p_keep + coalesce(mine.booked_usd, 0);
  IF room >= p_need THEN
    granted := p_need + trunc(greatest(least(w.limit_usd * p_share, (room - p_need) / (4 * (holders + 1))), 0), 12);
  ELSIF room >= p_least THEN
    granted := room;
  ELSIF others > 0 THEN
    PERFORM pg_notify('tollgate_budget', p_window::text);
  END IF;
  room := room - granted;
  INSERT INTO budget_lease (id, window_id, process, pid, place, directory, seq, granted_usd, expires_at)
  VALUES (p_lease, p_window, p_process, p_pid, p_place, p_directory, p_seq, p_keep + granted,
    clock_timestamp() + make_interval(secs => p_ttl_s))
  ON CONFLICT (id) DO UPDATE
    SET seq = excluded.seq, granted_usd = excluded.granted_usd, expires_at = excluded.expires_at;
END
$$;
