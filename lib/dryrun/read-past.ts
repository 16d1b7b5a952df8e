import type pg from 'pg';
import type { PastRow, ServedAttempt } from './past-row';

/** Past traffic that is looked at. */
export interface PastSpan {
  workspaceId: string;
  from: Date;
  /** Exclusive. */
  to: Date;
  /** Only requests of these teams; null: all. */
  teams: readonly string[] | null;
}

export interface PastBatch {
  rows: PastRow[];
  /** The last attempt of each request, which is the one that served it. */
  served: Map<string, ServedAttempt>;
}

const BATCH = 5_000;
const NOTHING: PastBatch = { rows: [], served: new Map() };

interface ReadAttempt extends ServedAttempt {
  requestId: string;
  attempt: number;
}

/** Rows of a batch come as one array a column: parsing them so takes a tenth of the time of as many rows. */
const REQUEST_COLUMNS = {
  id: 'id',
  startedAt: 'started_at',
  keyId: 'key_id',
  team: 'team',
  api: 'api',
  stream: 'stream',
  requestedModel: 'requested_model',
  provider: 'provider',
  model: 'model',
  task: 'task',
  cache: 'cache',
  endUser: 'end_user',
  tags: 'tags',
  latencyMs: 'latency_ms',
  inputTokens: 'input_tokens',
  costUsd: 'cost_now',
  facts: 'facts',
} as const satisfies Record<keyof PastRow, string>;

const ATTEMPT_COLUMNS = {
  requestId: 'request_id',
  upstreamModel: 'upstream_model',
  servedModel: 'served_model',
  serviceTier: 'service_tier',
  region: 'region',
  speed: 'speed',
  meters: 'meters',
  attempt: 'attempt',
} as const satisfies Record<keyof ReadAttempt, string>;

const asArrays = (columns: Readonly<Record<string, string>>) =>
  Object.entries(columns)
    .map(([name, column]) => `coalesce(json_agg(${column}), '[]') AS "${name}"`)
    .join(', ');

/** The cost with its re-ratings, the same as lib/analytics/cost-now.ts. */
const COST_CORRECTED = `CASE
  WHEN r.cost_usd IS NULL THEN (SELECT sum(p.delta_usd) FROM price_adjustment p
    WHERE p.request_started_at = r.started_at AND p.request_id = r.id HAVING sum(p.uncosted_delta) < 0)
  ELSE r.cost_usd + coalesce((SELECT sum(p.delta_usd) FROM price_adjustment p
    WHERE p.request_started_at = r.started_at AND p.request_id = r.id), 0) END`;

const OF_SPAN = `r.workspace_id = $1 AND r.started_at >= $2 AND r.started_at < $3
    AND ($4::text[] IS NULL OR r.team = ANY($4::text[]))`;

const readRequests = (cost: string) => `SELECT ${asArrays(REQUEST_COLUMNS)} FROM (
  SELECT id, started_at, key_id, team, api, stream, requested_model, provider, model, task, cache, end_user, tags,
    latency_ms, input_tokens, (${cost})::text AS cost_now, facts
  FROM request r
  WHERE ${OF_SPAN} AND (r.started_at, r.id) > ($5::timestamptz, $6::text)
  ORDER BY r.started_at, r.id LIMIT ${BATCH}) AS batch`;

/** Of a request that was tried more than once, the attempt that served it is the last. */
const READ_ATTEMPTS = `SELECT ${asArrays(ATTEMPT_COLUMNS)} FROM attempt
  WHERE workspace_id = $1 AND request_started_at >= $2 AND request_started_at <= $3`;

const CORRECTED = `SELECT EXISTS (SELECT 1 FROM price_adjustment
  WHERE workspace_id = $1 AND request_started_at >= $2 AND request_started_at < $3) AS corrected`;

type Arrays<T> = { [K in keyof T]: T[K][] };

/** One row out of the arrays, by name: objects made by a loop over names are several times as slow to make and to read. */
function rowAt(of: Arrays<PastRow>, at: number): PastRow {
  return {
    id: of.id[at] ?? '',
    startedAt: of.startedAt[at] ?? '',
    keyId: of.keyId[at] ?? '',
    team: of.team[at] ?? null,
    api: of.api[at] ?? '',
    stream: of.stream[at] ?? false,
    requestedModel: of.requestedModel[at] ?? '',
    provider: of.provider[at] ?? '',
    model: of.model[at] ?? '',
    task: of.task[at] ?? '',
    cache: of.cache[at] ?? '',
    endUser: of.endUser[at] ?? null,
    tags: of.tags[at] ?? {},
    latencyMs: of.latencyMs[at] ?? 0,
    inputTokens: of.inputTokens[at] ?? null,
    costUsd: of.costUsd[at] ?? null,
    facts: of.facts[at] ?? null,
  };
}

/** The last attempt of each request. */
function lastOf(of: Arrays<ReadAttempt>): Map<string, ServedAttempt> {
  const last = new Map<string, ReadAttempt>();
  for (const [at, requestId] of of.requestId.entries()) {
    const attempt = of.attempt[at] ?? 0;
    if ((last.get(requestId)?.attempt ?? 0) >= attempt) continue;
    last.set(requestId, {
      requestId,
      attempt,
      upstreamModel: of.upstreamModel[at] ?? '',
      servedModel: of.servedModel[at] ?? null,
      serviceTier: of.serviceTier[at] ?? null,
      region: of.region[at] ?? null,
      speed: of.speed[at] ?? null,
      meters: of.meters[at] ?? {},
    });
  }
  return last;
}

/** How many requests there are in a span. */
export async function countPast(client: pg.ClientBase, span: PastSpan): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `SELECT count(*)::text AS count FROM request r WHERE ${OF_SPAN}`,
    [span.workspaceId, span.from, span.to, span.teams],
  );
  return Number(rows[0]?.count ?? 0);
}

/** Requests of a span with the attempts that served them, oldest first, some thousands at a time. */
export async function* readPast(client: pg.ClientBase, span: PastSpan): AsyncGenerator<PastBatch> {
  const { workspaceId, from, to, teams } = span;
  const { rows } = await client.query<{ corrected: boolean }>(CORRECTED, [workspaceId, from, to]);
  const text = readRequests(rows[0]?.corrected === true ? COST_CORRECTED : 'r.cost_usd');
  const next = async (after: readonly [string, string]): Promise<PastBatch> => {
    const read = await client.query<Arrays<PastRow>>(text, [workspaceId, from, to, teams, ...after]);
    const [requests] = read.rows;
    const first = requests?.startedAt[0];
    if (requests === undefined || first === undefined) return NOTHING;
    const args = [workspaceId, first, requests.startedAt.at(-1)];
    const attempts = await client.query<Arrays<ReadAttempt>>(READ_ATTEMPTS, args);
    return {
      rows: requests.id.map((_id, at) => rowAt(requests, at)),
      served: attempts.rows[0] === undefined ? NOTHING.served : lastOf(attempts.rows[0]),
    };
  };
  let coming = next(['1970-01-01T00:00:00Z', '']);
  for (;;) {
    const batch = await coming;
    const last = batch.rows.at(-1);
    if (last === undefined) return;
    // The database reads on while this batch is looked at.
    coming = next([last.startedAt, last.id]);
    coming.catch(() => undefined);
    yield batch;
  }
}
