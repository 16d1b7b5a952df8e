import type pg from 'pg';
import type { RoleSource } from '@/lib/ledger/ingest/attempt-role';
import type { AttemptRow } from '@/lib/ledger/ingest/attempt-row';
import type { BilledAttempt } from './rated-attempt';

/** What is re-rated: attempts of requests that arrived in a span. */
export interface Span {
  workspaceId: string;
  from: Date;
  /** Exclusive. */
  to: Date;
  provider?: string | undefined;
  model?: string | undefined;
}

/** An attempt with what of its request decides where its cost is counted. */
export interface BookedAttempt extends BilledAttempt {
  keyId: string;
  workspaceId: string;
  team: string | null;
  endUser: string | null;
  requestedModel: string;
  task: string;
  ruleId: string;
  outcome: string;
  tags: Record<string, string>;
  cache: string;
  /** Who served the request; empty when nobody did. */
  requestProvider: string;
  attemptCount: number;
  route: RoleSource['route'];
  attemptOutcome: AttemptRow['outcome'];
}

const BATCH = 2_000;

/** What the adjustments so far make of an attempt's cost. Null: it still has none. */
const EFFECTIVE_USD = `CASE WHEN (a.cost_usd IS NULL)::int + coalesce(p.uncosted, 0) > 0 THEN NULL
    ELSE trim_scale(coalesce(a.cost_usd, 0) + coalesce(p.delta, 0))::text END`;

const READ = `
  SELECT a.request_started_at AS at, a.request_id AS "requestId", a.attempt, a.provider, a.model,
    a.upstream_model AS "upstreamModel", a.served_model AS "servedModel", a.service_tier AS "serviceTier",
    a.region, a.speed, a.meters, a.provenance, ${EFFECTIVE_USD} AS "costUsd",
    coalesce(p.price_ids, (SELECT json_agg(line ->> 'priceId') FROM jsonb_array_elements(a.line_items) AS line),
      '[]'::json) AS "priceIds",
    r.key_id AS "keyId", r.workspace_id AS "workspaceId", r.team, r.end_user AS "endUser",
    r.requested_model AS "requestedModel", r.task, r.rule_id AS "ruleId", r.outcome, r.tags,
    r.cache, r.provider AS "requestProvider", r.attempt_count AS "attemptCount",
    r.route, a.outcome AS "attemptOutcome"
  FROM attempt a
  JOIN request r ON r.started_at = a.request_started_at AND r.id = a.request_id
  LEFT JOIN LATERAL (
    SELECT sum(delta_usd) AS delta, sum(uncosted_delta) AS uncosted,
      (array_agg(array_to_json(to_price_ids) ORDER BY id DESC))[1] AS price_ids
    FROM price_adjustment
    WHERE request_started_at = a.request_started_at AND request_id = a.request_id AND attempt = a.attempt
  ) p ON true
  WHERE a.workspace_id = $1 AND a.request_started_at >= $2 AND a.request_started_at < $3
    AND a.cost_state IN ('priced', 'unpriced')
    AND ($4::text IS NULL OR a.provider = $4) AND ($5::text IS NULL OR a.model = $5)
    AND (a.request_started_at, a.request_id, a.attempt) > ($6::timestamptz, $7::text, $8::int)
  ORDER BY a.request_started_at, a.request_id, a.attempt
  LIMIT ${BATCH}`;

/** Attempts of a span that were billed or lacked a price, in order, some thousands at a time. */
export async function* readAttempts(client: pg.ClientBase, span: Span): AsyncGenerator<BookedAttempt[]> {
  const { workspaceId, from, to, provider = null, model = null } = span;
  let last: [Date, string, number] = [new Date(0), '', 0];
  for (;;) {
    const { rows } = await client.query<BookedAttempt>(READ, [
      workspaceId,
      from,
      to,
      provider,
      model,
      ...last,
    ]);
    if (rows.length > 0) yield rows;
    const end = rows.at(-1);
    if (end === undefined || rows.length < BATCH) return;
    last = [end.at, end.requestId, end.attempt];
  }
}
