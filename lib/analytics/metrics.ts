import { z } from 'zod';
import { Prisma } from '@/lib/generated/prisma/client';

/** Outcomes that count as errors: the request was taken and did not come back whole. */
export const ERROR_OUTCOMES = ['error', 'orphan'] as const;

/** Token columns together with the further meters (audio, images, …) of the same direction. */
function tokens(columns: Prisma.Sql, otherMeters: string): Prisma.Sql {
  return Prisma.sql`coalesce(sum(${columns} + CASE WHEN other_meters = '{}' THEN 0 ELSE (
    SELECT coalesce(sum(value::numeric), 0) FROM jsonb_each_text(other_meters) WHERE key LIKE ${otherMeters}
  ) END), 0)::text`;
}

/**
 * The metric layer: each metric is defined here, once, as an expression over `rollup_15m`. Pages, exports and the
 * management API select these and nothing else, so that the same question has one answer.
 */
export const METRICS = {
  /** Requests that arrived, refused and abandoned ones included. */
  requests: Prisma.sql`coalesce(sum(requests), 0)::text`,
  /** Calls to providers, of which a request may have several. */
  attempts: Prisma.sql`coalesce(sum(attempts), 0)::text`,
  /** USD, exact; attempts without a known cost are in `uncosted`, not in here. */
  costUsd: Prisma.sql`trim_scale(coalesce(sum(cost_usd), 0))::text`,
  errors: Prisma.sql`coalesce(sum(requests) FILTER (WHERE outcome IN (${Prisma.join([...ERROR_OUTCOMES])})), 0)::text`,
  /** Attempts whose price or usage is not known. */
  uncosted: Prisma.sql`coalesce(sum(uncosted), 0)::text`,
  /** Prompt tokens, cached ones included. */
  inputTokens: tokens(Prisma.sql`in_text + in_cache_read + in_cache_write_5m + in_cache_write_1h`, 'in.%'),
  /** Answer tokens, reasoning included. */
  outputTokens: tokens(Prisma.sql`out_text + out_reasoning`, 'out.%'),
} as const;

export type Metric = keyof typeof METRICS;

/** `requests AS "requests", …` of all metrics. */
export const ALL_METRICS = Prisma.join(
  Object.entries(METRICS).map(
    ([name, expression]) => Prisma.sql`${expression} AS ${Prisma.raw(`"${name}"`)}`,
  ),
);

const count = z.string().regex(/^\d+$/).transform(Number);

/** One row of all metrics as it leaves SQL: counts as numbers, money as a decimal string. */
export const metricRow = z.object({
  requests: count,
  attempts: count,
  costUsd: z.string(),
  errors: count,
  uncosted: count,
  inputTokens: count,
  outputTokens: count,
});

export type MetricRow = z.infer<typeof metricRow>;

/** Errors of requests, 0..1. Undefined without requests: nothing happened is not 0 %. */
export function errorRate(row: Pick<MetricRow, 'requests' | 'errors'>): number | undefined {
  return row.requests === 0 ? undefined : row.errors / row.requests;
}
