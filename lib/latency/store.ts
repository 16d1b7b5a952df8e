import type pg from 'pg';
import {
  benchmarkResultSchema,
  benchmarkSchema,
  type Benchmark,
  type BenchmarkResult,
  type BenchmarkState,
  type Sample,
} from './schemas';

type Queryable = Pick<pg.Pool, 'query'>;

/** Told of new and cancelled benchmarks, so that the worker looks at once. */
export const BENCHMARK_CHANNEL = 'tollgate_benchmarks';

export const BENCHMARK_COLUMNS = `id, workspace_id AS "workspaceId", key_id AS "keyId", author, address, status, settings,
  ending, total, trim_scale(estimate_usd)::text AS "estimateUsd", created_at AS "createdAt", started_at AS "startedAt",
  ended_at AS "endedAt",
  (SELECT count(*)::int FROM benchmark_sample s WHERE s.benchmark_id = benchmark.id) AS done,
  (SELECT trim_scale(coalesce(sum(cost_usd), 0))::text FROM benchmark_sample s WHERE s.benchmark_id = benchmark.id)
    AS "spentUsd"`;

/** A benchmark by its id. */
export async function findBenchmark(database: Queryable, id: string): Promise<Benchmark | undefined> {
  const { rows } = await database.query(`SELECT ${BENCHMARK_COLUMNS} FROM benchmark WHERE id = $1`, [id]);
  return rows.length === 0 ? undefined : benchmarkSchema.parse(rows[0]);
}

/** SQL: the settings of a benchmark without the prompts that somebody brought, of which only the number stays. */
export const WITHOUT_PROMPTS = `CASE WHEN settings -> 'prompts' ? 'texts' THEN jsonb_set(settings, '{prompts}',
  jsonb_build_object('kind', 'forgotten', 'count', jsonb_array_length(settings #> '{prompts,texts}'))) ELSE settings END`;

const ENDS: readonly BenchmarkState[] = ['done', 'capped', 'cancelled', 'interrupted', 'failed'];

/**
 * Moves a benchmark on if it is still where it was thought to be. False: it is elsewhere. Prompts that were brought to it are
 * kept until it ends or is cancelled.
 */
export async function moveBenchmark(
  database: Queryable,
  id: string,
  from: readonly BenchmarkState[],
  to: BenchmarkState,
  ending?: string,
): Promise<boolean> {
  const isEnd = ENDS.includes(to);
  const stamp = to === 'running' ? ', started_at = now()' : isEnd ? ', ended_at = now()' : '';
  const forget = isEnd || to === 'cancelling' ? `, settings = ${WITHOUT_PROMPTS}` : '';
  const { rowCount } = await database.query(
    `UPDATE benchmark SET status = $3, ending = $4${stamp}${forget} WHERE id = $1 AND status = ANY($2)`,
    [id, from, to, ending ?? null],
  );
  return rowCount === 1;
}

/** Keeps samples, each once, and says where the benchmark stands by now. */
export async function keepSamples(
  database: Queryable,
  id: string,
  samples: readonly Sample[],
): Promise<BenchmarkState | undefined> {
  const { rows } = await database.query<{ status: BenchmarkState }>(
    `WITH kept AS (
       INSERT INTO benchmark_sample (benchmark_id, seq, provider, model, way, at, request_id, error_code, latency_ms,
         first_content_ms, out_tokens, cost_usd)
       SELECT $1, * FROM unnest($2::int[], $3::text[], $4::text[], $5::text[], $6::timestamptz[], $7::text[], $8::text[],
         $9::float8[], $10::float8[], $11::int[], $12::numeric[])
       ON CONFLICT DO NOTHING)
     SELECT status FROM benchmark WHERE id = $1`,
    [
      ...[id, samples.map(({ seq }) => seq), samples.map(({ provider }) => provider)],
      ...[samples.map(({ model }) => model), samples.map(({ way }) => way)],
      samples.map(({ at }) => new Date(at).toISOString()),
      ...[
        samples.map(({ requestId }) => requestId ?? null),
        samples.map(({ errorCode }) => errorCode ?? null),
      ],
      ...[samples.map(({ latencyMs }) => latencyMs), samples.map((one) => one.firstContentMs ?? null)],
      ...[samples.map(({ outTokens }) => outTokens ?? null), samples.map(({ costUsd }) => costUsd ?? null)],
    ],
  );
  return rows[0]?.status;
}

const ANSWERED = 'FILTER (WHERE error_code IS NULL)';
const percentile = (share: string, column: string) =>
  `percentile_disc(${share}) WITHIN GROUP (ORDER BY ${column}) ${ANSWERED}`;

const RESULTS = `SELECT benchmark_id AS id, provider, model, way, count(*)::int AS requests,
    count(error_code)::int AS errors, mode() WITHIN GROUP (ORDER BY error_code) AS "commonError",
    avg(latency_ms) ${ANSWERED} AS "meanMs", ${percentile('0.5', 'latency_ms')} AS "p50Ms",
    ${percentile('0.95', 'latency_ms')} AS "p95Ms", ${percentile('0.99', 'latency_ms')} AS "p99Ms",
    ${percentile('0.5', 'first_content_ms')} AS "firstP50Ms", ${percentile('0.95', 'first_content_ms')} AS "firstP95Ms",
    ${percentile('0.99', 'first_content_ms')} AS "firstP99Ms",
    sum(greatest(out_tokens - 1, 0)) ${ANSWERED} * 1000
      / nullif(sum(latency_ms - first_content_ms) ${ANSWERED}, 0) AS "tokensPerSecond",
    trim_scale(coalesce(sum(cost_usd), 0))::text AS "costUsd", (count(*) - count(cost_usd))::int AS uncosted
  FROM benchmark_sample WHERE benchmark_id = ANY($1) GROUP BY 1, 2, 3, 4 ORDER BY 2, 3, 4 DESC`;

/** What came of benchmarks, by id; the percentiles are exact. Of one without any sample there is nothing. */
export async function resultsOf(
  database: Queryable,
  ids: readonly string[],
): Promise<Map<string, BenchmarkResult[]>> {
  const { rows } = await database.query<Record<string, unknown> & { id: string }>(RESULTS, [ids]);
  const results = new Map<string, BenchmarkResult[]>();
  for (const { id, ...row } of rows) {
    const of = results.get(id) ?? [];
    results.set(id, of);
    of.push(benchmarkResultSchema.parse(row));
  }
  return results;
}
