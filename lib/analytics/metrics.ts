import { divideHalfEven, formatPico, parseUsd, sumUsd } from '@/lib/pricing/money';
import { percentileMs } from './histogram';
import type { Measure } from './measures';
import { amountOf, histogramOf, type MeasureRow } from './merge-measures';
import { msg } from '@/lib/i18n/msg';

/** `usd`: exact decimal text. `count`, `tokens`: whole number as text. `share`: 0..1. `ms`: milliseconds. */
export type MetricUnit = 'usd' | 'count' | 'tokens' | 'share' | 'ms';

interface MetricDefinition {
  label: string;
  unit: MetricUnit;
  /** `sum`: groups add up to the total. `ratio` and `percentile` are computed anew from the merged measures of a group. */
  kind: 'sum' | 'ratio' | 'percentile';
  /** Of a ratio: what stands above the line, then what is added up below it. */
  measures: readonly Measure[];
  /** Of a percentile: 0..1. */
  quantile?: number;
  /** What it counts, in words. */
  explain: string;
  /** Decimal text, or undefined where there is nothing to compute it from: no requests have no error rate. */
  value: (row: MeasureRow) => string | undefined;
}

const sum = (label: string, unit: MetricUnit, measure: Measure, explain: string): MetricDefinition => ({
  label,
  unit,
  kind: 'sum',
  measures: [measure],
  explain,
  value: (row) => amountOf(row, measure),
});

const share = (label: string, part: Measure, whole: Measure, explain: string): MetricDefinition => ({
  label,
  unit: 'share',
  kind: 'ratio',
  measures: [part, whole],
  explain,
  value: (row) => {
    const [above, below] = [Number(amountOf(row, part)), Number(amountOf(row, whole))];
    return below === 0 ? undefined : String(above / below);
  },
});

const percentile = (
  label: string,
  quantile: number,
  measure: Measure,
  explain: string,
): MetricDefinition => ({
  label,
  unit: 'ms',
  kind: 'percentile',
  measures: [measure],
  quantile,
  explain: `${explain} From merged histograms, at most 19 % wide; never from averages.`,
  value: (row) => percentileMs(histogramOf(row, measure), quantile)?.toFixed(0),
});

/** Money per unit of something, to 12 decimals. */
const usdPer = (
  label: string,
  measures: readonly Measure[],
  per: bigint,
  explain: string,
): MetricDefinition => ({
  label,
  unit: 'usd',
  kind: 'ratio',
  measures: ['costUsd', ...measures],
  explain,
  value: (row) => {
    const units = BigInt(sumUsd(measures.map((measure) => amountOf(row, measure))));
    if (units === 0n) return undefined;
    return formatPico(divideSigned(parseUsd(amountOf(row, 'costUsd')) * per, units));
  },
});

function divideSigned(numerator: bigint, denominator: bigint): bigint {
  return numerator < 0n ? -divideHalfEven(-numerator, denominator) : divideHalfEven(numerator, denominator);
}

/**
 * The metric layer: each metric is defined here, once. Pages, exports, alerts and the management API take it from here,
 * so that the same question has one answer.
 */
export const METRICS = {
  cost: sum(
    msg('Spend'),
    'usd',
    'costUsd',
    msg('Exact sum over all attempts with a known cost, failed ones that were billed included.'),
  ),
  requests: sum(
    msg('Requests'),
    'count',
    'requests',
    msg('Requests that arrived, refused and abandoned ones included, each under the model that served it.'),
  ),
  attempts: sum(
    msg('Attempts'),
    'count',
    'attempts',
    msg('Calls to providers, of which a request may have several.'),
  ),
  errors: sum(msg('Errors'), 'count', 'errors', msg('Requests that were taken and did not come back whole.')),
  uncosted: sum(
    msg('Uncosted'),
    'count',
    'uncosted',
    msg('Attempts whose price or usage is not known; they are in no sum of money.'),
  ),
  extra_cost: sum(
    msg('Cost of extra attempts'),
    'usd',
    'extraUsd',
    msg('Billed attempts whose answer the client did not get.'),
  ),
  input_tokens: sum(msg('Tokens in'), 'tokens', 'inputTokens', msg('Prompt tokens, cached ones included.')),
  output_tokens: sum(msg('Tokens out'), 'tokens', 'outputTokens', msg('Answer tokens, reasoning included.')),
  cache_read_tokens: sum(
    msg('Prompt cache tokens read'),
    'tokens',
    'cacheReadTokens',
    msg("Prompt tokens from the provider's cache."),
  ),
  cache_write_tokens: sum(
    msg('Prompt cache tokens written'),
    'tokens',
    'cacheWriteTokens',
    msg("Prompt tokens written to the provider's cache."),
  ),
  reasoning_tokens: sum(
    msg('Reasoning tokens'),
    'tokens',
    'reasoningTokens',
    msg('Answer tokens that the model thought with.'),
  ),
  cache_hits: sum(
    msg('Gateway cache hits'),
    'count',
    'cacheHits',
    msg("Requests answered from the gateway's own cache."),
  ),
  cache_saved: sum(
    msg('Saved by the gateway cache'),
    'usd',
    'cacheSavedUsd',
    msg("What requests that the gateway's own cache answered would have cost, at the prices of then."),
  ),
  error_rate: share(msg('Error rate'), 'errors', 'requests', msg('Errors of all requests.')),
  hit_rate: share(
    msg('Gateway cache hit rate'),
    'cacheHits',
    'cacheAsked',
    msg("Of the requests for which the gateway's own cache was asked."),
  ),
  cached_share: share(
    msg('Prompt cache share'),
    'cacheReadTokens',
    'inputTokens',
    msg("Of the prompt tokens, those from the provider's cache."),
  ),
  cost_per_request: usdPer(msg('Cost per request'), ['requests'], 1n, msg('Spend by requests.')),
  cost_per_million: usdPer(
    msg('Cost per 1 M tokens'),
    ['inputTokens', 'outputTokens'],
    1_000_000n,
    msg('Spend by tokens in and out.'),
  ),
  latency_p50: percentile(
    msg('Latency p50'),
    0.5,
    'latency',
    msg('Half of the requests were answered within this time.'),
  ),
  latency_p95: percentile(
    msg('Latency p95'),
    0.95,
    'latency',
    '95 of 100 requests were answered within this time.',
  ),
  latency_p99: percentile(
    msg('Latency p99'),
    0.99,
    'latency',
    '99 of 100 requests were answered within this time.',
  ),
  first_content_p50: percentile(
    msg('First token p50'),
    0.5,
    'firstContent',
    msg('Until the first content, in half of the streams.'),
  ),
  first_content_p95: percentile(
    msg('First token p95'),
    0.95,
    'firstContent',
    msg('Until the first content, in 95 of 100 streams.'),
  ),
} as const satisfies Record<string, MetricDefinition>;

export type Metric = keyof typeof METRICS;
export const METRIC_NAMES = Object.keys(METRICS) as [Metric, ...Metric[]];
export const metricOf = (metric: Metric): MetricDefinition => METRICS[metric];

/** Errors of requests, 0..1. Undefined without requests: nothing happened is not 0 %. */
export function errorRate(row: { requests: number; errors: number }): number | undefined {
  return row.requests === 0 ? undefined : row.errors / row.requests;
}
