import { HISTOGRAM_BUCKETS, percentileMs } from '@/lib/analytics/histogram';
import { ERROR_OUTCOMES } from '@/lib/analytics/measures';
import { figure, windowStart, type Take } from '../reading';

const SUMS = `SELECT coalesce(sum(requests), 0)::float8 AS requests,
    coalesce(sum(requests) FILTER (WHERE outcome = ANY ($3)), 0)::float8 AS errors,
    coalesce(sum(in_cache_read), 0)::float8 AS cached, coalesce(sum(cost_usd), 0)::float8 AS cost,
    coalesce(sum(in_text + in_cache_read + in_cache_write_5m + in_cache_write_1h), 0)::float8 AS prompt
  FROM rollup_15m WHERE workspace_id = $1 AND bucket >= $2`;
const HISTOGRAM = `SELECT slot.position::int AS position, sum(slot.count)::float8 AS count
  FROM rollup_15m, unnest(latency_hist) WITH ORDINALITY AS slot(count, position)
  WHERE workspace_id = $1 AND bucket >= $2 GROUP BY 1`;
const BY_PROVIDER = `SELECT provider, sum(requests)::float8 AS requests,
    coalesce(sum(requests) FILTER (WHERE outcome = ANY ($3)), 0)::float8 AS errors
  FROM rollup_15m WHERE workspace_id = $1 AND bucket >= $2 AND provider <> '' GROUP BY 1 HAVING sum(requests) > 0`;

interface Sums {
  requests: number;
  errors: number;
  cached: number;
  cost: number;
  prompt: number;
}

async function sums(
  rule: Parameters<typeof windowStart>[0] & { workspace: string },
  sources: Parameters<Take<'p95'>>[1],
) {
  const { rows } = await sources.client.query<Sums>(SUMS, [
    rule.workspace,
    windowStart(rule, sources.nowMs),
    ERROR_OUTCOMES,
  ]);
  return rows[0] ?? { requests: 0, errors: 0, cached: 0, cost: 0, prompt: 0 };
}

export const readErrorRate: Take<'error_rate'> = async (rule, sources) => {
  const { requests, errors } = await sums(rule, sources);
  const { percent, minRequests } = rule.when;
  const value = requests < minRequests ? undefined : (errors / requests) * 100;
  const summary = `${figure(value ?? 0)} % of ${figure(requests)} requests failed (${percent} % is the mark)`;
  return [{ subject: 'all', value, threshold: percent, side: 'above', summary }];
};

export const readSpendRate: Take<'spend_rate'> = async (rule, sources) => {
  const { cost } = await sums(rule, sources);
  // A rate to compare with a threshold, not an amount on the books.
  const value = cost / (rule.windowMinutes / 60);
  const threshold = Number(rule.when.usdPerHour);
  const summary = `spending $${figure(value)} an hour ($${rule.when.usdPerHour} is the mark)`;
  return [{ subject: 'all', value, threshold, side: 'above', summary }];
};

export const readHitRate: Take<'hit_rate'> = async (rule, sources) => {
  const { requests, cached, prompt } = await sums(rule, sources);
  const { percent, minRequests } = rule.when;
  const value = requests < minRequests || prompt === 0 ? undefined : (cached / prompt) * 100;
  const summary = `${figure(value ?? 0)} % of prompt tokens came from a cache (${percent} % is the mark)`;
  return [{ subject: 'all', value, threshold: percent, side: 'below', summary }];
};

export const readP95: Take<'p95'> = async (rule, { client, nowMs }) => {
  const { rows } = await client.query<{ position: number; count: number }>(HISTOGRAM, [
    rule.workspace,
    windowStart(rule, nowMs),
  ]);
  const counts = Array.from({ length: HISTOGRAM_BUCKETS }, () => 0);
  for (const { position, count } of rows) counts[position - 1] = count;
  const total = counts.reduce((sum, count) => sum + count, 0);
  const { ms, minRequests } = rule.when;
  const value = total < minRequests ? undefined : percentileMs(counts, 0.95);
  const summary = `the slowest 5 % of requests take ${figure(value ?? 0)} ms and more (${ms} ms is the mark)`;
  return [{ subject: 'all', value, threshold: ms, side: 'above', summary }];
};

export const readProviders: Take<'provider_status'> = async (rule, { client, nowMs }) => {
  const { rows } = await client.query<{ provider: string; requests: number; errors: number }>(BY_PROVIDER, [
    rule.workspace,
    windowStart(rule, nowMs),
    ERROR_OUTCOMES,
  ]);
  const { percent, minRequests } = rule.when;
  return rows.map(({ provider, requests, errors }) => {
    const value = requests < minRequests ? undefined : (errors / requests) * 100;
    const summary = `${figure(value ?? 0)} % of ${figure(requests)} requests to ${provider} failed (${percent} % is the mark)`;
    return { subject: provider, value, threshold: percent, side: 'above' as const, summary };
  });
};
