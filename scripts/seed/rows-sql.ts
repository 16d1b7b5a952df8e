import { HIT_MS, HIT_PICO } from '@/lib/ledger/ingest/saved-meters';

/** What becomes of a request: served at once, by a fallback after a fault, by nobody, refused, left by its client, from the cache. */
const FATE = { served: 0, fallback: 1, lost: 2, refused: 3, left: 4, cached: 5 } as const;

const line = (meter: string, quantity: string, rate: string) => `jsonb_build_object('meter', '${meter}',
      'quantity', ${quantity}, 'priceId', 'sim-' || alias || '-${meter}', 'rate', ${rate}::text, 'per', 1000000,
      'amountUsd', trim_scale(${quantity} * ${rate} / 1000000)::text)`;

/** The answers that were billed, one of each request that a provider served. A few times the first try was billed too. */
const BILLED = `
  CREATE TEMP TABLE seed_billed ON COMMIT DROP AS
  SELECT d.*, in_all - cache_read - cache_write AS in_text,
    round((in_all - cache_read - cache_write) * r_in / 1000000, 12) + round(out_text * r_out / 1000000, 12)
      + round(cache_read * coalesce(r_read, 0) / 1000000, 12) + round(cache_write * coalesce(r_write, 0) / 1000000, 12) AS cost_usd
  FROM (
    SELECT *, floor(in_all * cached_share)::int AS cache_read, floor(in_all * written_share)::int AS cache_write
    FROM seed_draw WHERE fate IN (${FATE.served}, ${FATE.fallback}, ${FATE.left})
  ) AS d`;

const INSERT_REQUESTS = `
  INSERT INTO request (started_at, id, workspace_id, key_id, team, door, api, stream, requested_model, provider, model, task,
    rule_id, cache, end_user, tags, status, outcome, error_code, attempt_count, latency_ms, first_content_ms, input_tokens,
    output_tokens, cost_usd, cost_state, config_version, route, facts, saved)
  SELECT d.started_at, d.id, $1, d.key_id, d.team, 'seed', 'openai-chat', d.streamed, d.requested_model,
    CASE WHEN d.fate = ${FATE.cached} THEN d.provider ELSE coalesce(b.provider, '') END,
    CASE WHEN d.fate = ${FATE.cached} THEN d.alias ELSE coalesce(b.alias, '') END, d.task, d.rule_id,
    CASE WHEN d.fate = ${FATE.cached} THEN 'hit_exact' ELSE d.cache END, d.end_user,
    jsonb_build_object('app', d.app, 'environment', CASE WHEN d.production THEN 'production' ELSE 'staging' END),
    (ARRAY[200, 200, 502, 429, 499, 200])[d.fate + 1],
    (ARRAY['success', 'success', 'error', 'rejected', 'client_closed', 'success'])[d.fate + 1],
    (ARRAY[NULL, NULL, 'upstream_error', 'rate_limited', 'client_closed', NULL])[d.fate + 1],
    (ARRAY[1, 2, 2, 0, 1, 0])[d.fate + 1],
    CASE d.fate WHEN ${FATE.fallback} THEN d.latency_ms + d.failed_ms WHEN ${FATE.lost} THEN 2 * d.failed_ms
      WHEN ${FATE.refused} THEN 2 WHEN ${FATE.cached} THEN 5 + d.failed_ms % 10 ELSE d.latency_ms END,
    CASE WHEN b.id IS NOT NULL AND d.streamed THEN least(d.first_ms, d.latency_ms) + CASE WHEN d.fate = ${FATE.fallback} THEN d.failed_ms ELSE 0 END END,
    b.in_all, b.out_text, coalesce(b.cost_usd, 0), CASE WHEN b.id IS NULL THEN 'not_billed' ELSE 'priced' END, 1,
    jsonb_build_object('task', d.task, 'signals', '[]'::jsonb, 'candidates', '[]'::jsonb, 'skipped', '[]'::jsonb),
    jsonb_strip_nulls(jsonb_build_object('promptTokens', d.in_all, 'chars', 4 * d.in_all,
      'prompt', CASE WHEN d.task = 'simple_faq' AND d.n % 4 = 0 THEN 'faq-' || d.in_all % 300 ELSE d.id END,
      'maxOutputTokens', CASE WHEN d.task = 'fast' THEN 4096 END)),
    CASE WHEN d.fate = ${FATE.cached} THEN jsonb_build_object('hit.in.text', d.in_all, 'hit.out.text', d.out_text,
      '${HIT_MS}', d.latency_ms, '${HIT_PICO}', round((d.in_all * d.r_in + d.out_text * d.r_out) * 1000000)) END
  FROM seed_draw d LEFT JOIN seed_billed b USING (n)`;

const COLUMNS = `request_started_at, request_id, attempt, workspace_id, started_at, provider, model, upstream_model,
    served_model, status, outcome, error_code, latency_ms, first_content_ms, finish_reason, meters, provenance, cost_state,
    cost_usd, line_items`;

const INSERT_SERVED = `
  INSERT INTO attempt (${COLUMNS})
  SELECT started_at, id, CASE WHEN fate = ${FATE.fallback} THEN 2 ELSE 1 END, $1, started_at + failed_ms * interval '1 ms',
    provider, alias, name, name, 200, CASE WHEN fate = ${FATE.left} THEN 'client_closed' ELSE 'success' END, NULL, latency_ms,
    CASE WHEN streamed OR fate = ${FATE.left} THEN least(first_ms, latency_ms) END, 'stop',
    jsonb_strip_nulls(jsonb_build_object('in.text', in_text, 'out.text', out_text,
      'in.cache_read', nullif(cache_read, 0), 'in.cache_write.5m', nullif(cache_write, 0))),
    'provider', 'priced', cost_usd,
    jsonb_build_array(${line('in.text', 'in_text', 'r_in')}, ${line('out.text', 'out_text', 'r_out')})
      || CASE WHEN cache_read > 0 THEN ${line('in.cache_read', 'cache_read', 'r_read')} ELSE '[]'::jsonb END
      || CASE WHEN cache_write > 0 THEN ${line('in.cache_write.5m', 'cache_write', 'r_write')} ELSE '[]'::jsonb END
  FROM seed_billed`;

/** The tries that failed and that nobody bills: one before a fallback, two of a request that was lost. */
const INSERT_FAILED = `
  INSERT INTO attempt (${COLUMNS})
  SELECT started_at, id, k, $1, started_at + (k - 1) * failed_ms * interval '1 ms',
    CASE WHEN k = 1 THEN f_provider ELSE provider END, CASE WHEN k = 1 THEN f_alias ELSE alias END,
    CASE WHEN k = 1 THEN f_name ELSE name END, NULL, (ARRAY[429, 500, 503])[n % 3 + 1], 'error',
    (ARRAY['rate_limited', 'upstream_error', 'upstream_error'])[n % 3 + 1], failed_ms, NULL, NULL, '{}', 'none',
    'not_billed', 0, '[]'
  FROM seed_draw, generate_series(1, CASE fate WHEN ${FATE.lost} THEN 2 ELSE 1 END) AS tries(k)
  WHERE fate IN (${FATE.fallback}, ${FATE.lost})`;

/** After `DRAW`, in order; `true`: takes the workspace as its parameter. */
export const ROWS: readonly (readonly [sql: string, takesWorkspace: boolean])[] = [
  [BILLED, false],
  [INSERT_REQUESTS, true],
  [INSERT_SERVED, true],
  [INSERT_FAILED, true],
];
