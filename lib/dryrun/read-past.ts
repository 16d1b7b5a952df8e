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
  size: number;
  /** Each is made when its turn comes: thousands that wait for theirs would be copied by the garbage collector. */
  rows: Iterable<PastRow>;
  /** The last attempt of a request, which is the one that served it. */
  servedOf(requestId: string): ServedAttempt | undefined;
}

/** Long enough to be quick, and short enough to let other work of the process pass in between. */
const BATCH = 5_000;

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

/** The cost with its re-ratings, the same as lib/analytics/savings/cost-now.ts. */
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

function* rowsOf(of: Arrays<PastRow>): Generator<PastRow> {
  for (let at = 0; at < of.id.length; at += 1) yield rowAt(of, at);
}

/** Where the last attempt of each request is. */
function lastOf({ requestId, attempt }: Arrays<ReadAttempt>): Map<string, number> {
  const last = new Map<string, number>();
  for (const [at, id] of requestId.entries()) {
    const before = last.get(id);
    if (before === undefined || (attempt[before] ?? 0) < (attempt[at] ?? 0)) last.set(id, at);
  }
  return last;
}

const servedAt = (of: Arrays<ReadAttempt>, at: number): ServedAttempt => ({
  upstreamModel: of.upstreamModel[at] ?? '',
  servedModel: of.servedModel[at] ?? null,
  serviceTier: of.serviceTier[at] ?? null,
  region: of.region[at] ?? null,
  speed: of.speed[at] ?? null,
  meters: of.meters[at] ?? {},
});

function batchOf(requests: Arrays<PastRow>, attempts: Arrays<ReadAttempt> | undefined): PastBatch {
  const size = requests.id.length;
  const rows = rowsOf(requests);
  if (attempts === undefined) return { size, rows, servedOf: () => undefined };
  const last = lastOf(attempts);
  const servedOf = (requestId: string) => {
    const at = last.get(requestId);
    return at === undefined ? undefined : servedAt(attempts, at);
  };
  return { size, rows, servedOf };
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
async function* readBatches(client: pg.ClientBase, span: PastSpan): AsyncGenerator<PastBatch> {
  const { workspaceId, from, to, teams } = span;
  const corrected = await client.query<{ corrected: boolean }>(CORRECTED, [workspaceId, from, to]);
  const text = readRequests(corrected.rows[0]?.corrected === true ? COST_CORRECTED : 'r.cost_usd');
  // The days before the place are not looked at again.
  const requestsAfter = (startedAt: string, id: string) =>
    client.query<Arrays<PastRow>>(text, [workspaceId, startedAt, to, teams, startedAt, id]);
  let coming = requestsAfter(from.toISOString(), '');
  for (;;) {
    const [requests] = (await coming).rows;
    const first = requests?.startedAt[0];
    const last = requests?.startedAt.at(-1);
    if (requests === undefined || first === undefined || last === undefined) return;
    const attempts = client.query<Arrays<ReadAttempt>>(READ_ATTEMPTS, [workspaceId, first, last]);
    // Asked for at once, so that the database never waits for us.
    coming = requestsAfter(last, requests.id.at(-1) ?? '');
    coming.catch(() => undefined);
    yield batchOf(requests, (await attempts).rows[0]);
  }
}

/** {@link readBatches}, a batch ahead of whoever looks at them. */
export async function* readPast(client: pg.ClientBase, span: PastSpan): AsyncGenerator<PastBatch> {
  const source = readBatches(client, span);
  const next = () => {
    const coming = source.next();
    coming.catch(() => undefined);
    return coming;
  };
  let [now, then] = [next(), next()];
  for (;;) {
    const { done, value } = await now;
    if (done === true) return;
    [now, then] = [then, next()];
    yield value;
  }
}
