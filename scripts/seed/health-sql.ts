import { countSlots, slotOf } from '@/lib/ledger/rollup/histogram-sql';

/**
 * What Health reads of seeded rows, as `recordHealth` tells it of real ones: windows of targets and the failover log.
 * Windows of single minutes are not written: they are kept for a day. Nor are breakers: those are of the installation, and a
 * seeded history was never in front of one. Parameters: workspace, from, to.
 */
const SEEDED = `
  SELECT a.*, r.stream,
    lead(a.provider || '/' || a.model) OVER tries AS taken
  FROM request r JOIN attempt a ON a.request_started_at = r.started_at AND a.request_id = r.id
  WHERE r.workspace_id = $1 AND r.started_at >= $2 AND r.started_at < $3 AND r.door = 'seed'
    AND a.request_started_at >= $2 AND a.request_started_at < $3
  WINDOW tries AS (PARTITION BY r.started_at, r.id ORDER BY a.attempt)`;

/** Events of these rows are told from others by it, so that they can be taken away again. */
export const SEED_PROCESS = 'seed';

const SPANS_S = '{900,3600}';
const tokens = `coalesce((meters ->> 'out.text')::bigint, 0) + coalesce((meters ->> 'out.reasoning')::bigint, 0)`;
const first = 'CASE WHEN stream THEN first_content_ms END';
const ofWritten = (column: string) =>
  `coalesce(sum(${column}) FILTER (WHERE tokens > 0 AND writing_ms > 0), 0)`;
const signed = (histogram: string) => `(SELECT array_agg(n * $4::int ORDER BY at)
  FROM unnest(${histogram}) WITH ORDINALITY AS counts(n, at))`;

/** Adds the windows (`$4` = 1), or takes them away again (-1). */
export const WINDOWS = `
  INSERT INTO target_window AS old (workspace_id, span_s, bucket, provider, model, calls, errors, timeouts, output_tokens,
    generation_ms, answer_hist, first_content_hist)
  SELECT $1, span_s, bucket, provider, model, $4 * count(*), $4 * count(*) FILTER (WHERE outcome = 'error'), 0,
    $4 * ${ofWritten('tokens')}, $4 * ${ofWritten('writing_ms')},
    ${signed(countSlots('answer_slot'))}, ${signed(countSlots('first_slot'))}
  FROM (
    SELECT *, date_bin(span_s * interval '1 s', started_at, '2000-01-01T00:00:00Z') AS bucket,
      CASE WHEN outcome = 'success' THEN ${tokens} END AS tokens,
      CASE WHEN outcome = 'success' THEN latency_ms - coalesce(${first}, 0) END AS writing_ms,
      CASE WHEN outcome = 'success' THEN ${slotOf(`coalesce(${first}, latency_ms)`)} END AS answer_slot,
      CASE WHEN outcome = 'success' THEN ${slotOf(first)} END AS first_slot
    FROM (${SEEDED}) AS seeded, unnest('${SPANS_S}'::int[]) AS span_s
    WHERE outcome IN ('success', 'error')
  ) AS slotted
  GROUP BY span_s, bucket, provider, model ORDER BY span_s, bucket, provider, model
  ON CONFLICT (workspace_id, span_s, bucket, provider, model) DO UPDATE SET
    calls = old.calls + excluded.calls, errors = old.errors + excluded.errors,
    output_tokens = old.output_tokens + excluded.output_tokens,
    generation_ms = old.generation_ms + excluded.generation_ms,
    answer_hist = hist_add(old.answer_hist, excluded.answer_hist),
    first_content_hist = hist_add(old.first_content_hist, excluded.first_content_hist)`;

/** Windows that nothing is left of. */
export const DROP_EMPTY_WINDOWS = `
  DELETE FROM target_window WHERE workspace_id = $1 AND bucket >= $2::timestamptz - interval '1 hour'
    AND bucket < $3::timestamptz + interval '1 hour' AND calls <= 0`;

/** One line of the log for each minute, target and reason. */
export const EVENTS = `
  INSERT INTO health_event (minute, first_at, last_at, count, workspace_id, kind, target, reason, from_state, to_state,
    alternatives, request_id, process)
  SELECT date_trunc('minute', at), min(at), max(at), count(*), $1, kind, target, reason, target, taken, '{}',
    (array_agg(request_id ORDER BY at, request_id))[1], '${SEED_PROCESS}'
  FROM (
    SELECT started_at + latency_ms * interval '1 ms' AS at, CASE WHEN taken IS NULL THEN 'gave_up' ELSE 'failover' END AS kind,
      provider || '/' || model AS target, status || ' ' || replace(error_code, '_', ' ') AS reason,
      coalesce(taken, '') AS taken, request_id
    FROM (${SEEDED}) AS seeded
    WHERE outcome = 'error' AND taken IS DISTINCT FROM provider || '/' || model
  ) AS left_behind
  GROUP BY date_trunc('minute', at), kind, target, reason, taken
  ON CONFLICT (minute, workspace_id, kind, target, reason, from_state, to_state, process) DO UPDATE
  SET count = health_event.count + excluded.count, first_at = least(health_event.first_at, excluded.first_at),
      last_at = greatest(health_event.last_at, excluded.last_at)`;

/** All seeded events of a workspace; parameter: that. */
export const DROP_EVENTS = `DELETE FROM health_event WHERE workspace_id = $1 AND process = '${SEED_PROCESS}'`;
