import type pg from 'pg';
import { z } from 'zod';

type Queryable = Pick<pg.Pool, 'query'>;

/** p99 of a target by its newest benchmark, ms: until the first content of a stream, and until the end. */
export interface LatencyPrior {
  stream: number;
  json: number;
}

/** By `provider/model`. */
export type LatencyPriors = ReadonlyMap<string, LatencyPrior>;

/** A percentile of fewer answers says nothing. */
const MIN_ANSWERS = 10;

/** What is older is no longer believed. */
export const PRIORS = `SELECT provider, model, stream_p99_ms AS stream, json_p99_ms AS json FROM latency_prior
  WHERE measured_at > now() - interval '30 days'`;

/** Takes over what a benchmark measured, for the targets that answered often enough. */
export async function keepPriors(database: Queryable, benchmarkId: string): Promise<void> {
  await database.query(
    `INSERT INTO latency_prior (provider, model, stream_p99_ms, json_p99_ms, measured_at)
     SELECT provider, model, percentile_disc(0.99) WITHIN GROUP (ORDER BY first_content_ms),
       percentile_disc(0.99) WITHIN GROUP (ORDER BY latency_ms), now()
     FROM benchmark_sample
     WHERE benchmark_id = $1 AND error_code IS NULL AND first_content_ms IS NOT NULL
     GROUP BY 1, 2 HAVING count(*) >= ${MIN_ANSWERS}
     ON CONFLICT (provider, model) DO UPDATE
       SET stream_p99_ms = excluded.stream_p99_ms, json_p99_ms = excluded.json_p99_ms, measured_at = excluded.measured_at`,
    [benchmarkId],
  );
}

const priorRow = z.object({ provider: z.string(), model: z.string(), stream: z.number(), json: z.number() });

/** Rows of {@link PRIORS} as routing reads them. */
export function priorsOf(rows: readonly unknown[]): LatencyPriors {
  return new Map(
    z
      .array(priorRow)
      .parse(rows)
      .map(({ provider, model, stream, json }) => [`${provider}/${model}`, { stream, json }]),
  );
}
