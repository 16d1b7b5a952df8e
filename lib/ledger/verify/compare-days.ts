import type pg from 'pg';

const FIGURES = [
  'requests',
  'attempts',
  'cost_usd',
  'uncosted',
  'input_tokens',
  'output_tokens',
  'latency_ms',
] as const;
type Figure = (typeof FIGURES)[number];

export interface DayDifference {
  workspace: string;
  /** UTC day, `YYYY-MM-DD`. */
  day: string;
  figure: Figure;
  rows: string;
  rollups: string;
}

type DayRow = { workspace: string; day: string; has_rows: boolean; is_kept: boolean } & Record<
  `${'rows' | 'rollups'}_${Figure}`,
  string
>;

const meterSum = (meters: string, prefix: string) =>
  `(SELECT coalesce(sum(value::numeric), 0) FROM jsonb_each_text(${meters}) WHERE key LIKE '${prefix}.%')`;

/** Each side sums on its own; a workspace and day that only one side has is compared with zeros. */
const READ = `
WITH from_requests AS (
  SELECT workspace_id, (started_at AT TIME ZONE 'UTC')::date AS day, count(*)::numeric AS requests,
    coalesce(sum(latency_ms) FILTER (WHERE outcome <> 'orphan'), 0)::numeric AS latency_ms
  FROM request GROUP BY 1, 2
), from_attempts AS (
  SELECT workspace_id, (request_started_at AT TIME ZONE 'UTC')::date AS day, count(*)::numeric AS attempts,
    coalesce(sum(cost_usd), 0) AS cost_usd, count(*) FILTER (WHERE cost_usd IS NULL)::numeric AS uncosted,
    coalesce(sum(${meterSum('meters', 'in')}), 0) AS input_tokens,
    coalesce(sum(${meterSum('meters', 'out')}), 0) AS output_tokens
  FROM attempt GROUP BY 1, 2
), from_rollups AS (
  SELECT workspace_id, (bucket AT TIME ZONE 'UTC')::date AS day, sum(requests) AS requests, sum(attempts) AS attempts,
    sum(cost_usd) AS cost_usd, sum(uncosted) AS uncosted, sum(latency_sum_ms) AS latency_ms,
    sum(in_text + in_cache_read + in_cache_write_5m + in_cache_write_1h + ${meterSum('other_meters', 'in')}) AS input_tokens,
    sum(out_text + out_reasoning + ${meterSum('other_meters', 'out')}) AS output_tokens
  FROM rollup_15m GROUP BY 1, 2
), from_adjustments AS (
  SELECT workspace_id, (request_started_at AT TIME ZONE 'UTC')::date AS day,
    sum(delta_usd) AS delta_usd, sum(uncosted_delta)::numeric AS uncosted_delta
  FROM price_adjustment GROUP BY 1, 2
), from_rows AS (
  SELECT workspace_id, day, requests, latency_ms, attempts, input_tokens, output_tokens,
    cost_usd + coalesce(delta_usd, 0) AS cost_usd, uncosted + coalesce(uncosted_delta, 0) AS uncosted
  FROM from_requests FULL JOIN from_attempts USING (workspace_id, day)
    LEFT JOIN from_adjustments USING (workspace_id, day)
)
SELECT workspace_id AS workspace, day::text AS day, a.requests IS NOT NULL OR a.attempts IS NOT NULL AS has_rows,
  to_regclass('request_' || to_char(day, 'YYYYMMDD')) IS NOT NULL AS is_kept,
  ${FIGURES.flatMap((figure) =>
    [`coalesce(a.${figure}, 0)`, `coalesce(b.${figure}, 0)`].map(
      (value, side) => `trim_scale(${value}::numeric)::text AS ${side === 0 ? 'rows' : 'rollups'}_${figure}`,
    ),
  ).join(', ')}
FROM from_rows AS a FULL JOIN from_rollups AS b USING (workspace_id, day) ORDER BY 1, 2`;

/** Sums of rows, re-rating's adjustments among them, against sums of rollups, per workspace and UTC day, exact. */
export async function compareDays(
  client: pg.ClientBase,
): Promise<{ compared: number; withoutRows: number; differences: DayDifference[] }> {
  const { rows: days } = await client.query<DayRow>(READ);
  // Retention drops whole partitions; a day without rows whose partition is there has lost them some other way.
  const comparable = days.filter((day) => day.has_rows || day.is_kept);
  const differences = comparable.flatMap((day) =>
    FIGURES.filter((figure) => day[`rows_${figure}`] !== day[`rollups_${figure}`]).map((figure) => ({
      workspace: day.workspace,
      day: day.day,
      figure,
      rows: day[`rows_${figure}`],
      rollups: day[`rollups_${figure}`],
    })),
  );
  return { compared: comparable.length, withoutRows: days.length - comparable.length, differences };
}
