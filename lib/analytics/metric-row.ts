import { z } from 'zod';
import { addUsd } from '@/lib/pricing/money';
import { selectMeasures, type Measure } from './measures';

const SUMMED = [
  'requests',
  'attempts',
  'costUsd',
  'errors',
  'uncosted',
  'inputTokens',
  'outputTokens',
] as const satisfies Measure[];

/** The sums that tiles and tables show side by side, as one list of expressions over `s`. */
export const ALL_METRICS = selectMeasures(SUMMED);

const count = z.string().regex(/^\d+$/).transform(Number);

/** One row of them as it leaves SQL: counts as numbers, money as a decimal string. */
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

/** Both together, money exactly. Pure. */
export function addMetrics(left: MetricRow, right: MetricRow): MetricRow {
  return {
    requests: left.requests + right.requests,
    attempts: left.attempts + right.attempts,
    costUsd: addUsd(left.costUsd, right.costUsd),
    errors: left.errors + right.errors,
    uncosted: left.uncosted + right.uncosted,
    inputTokens: left.inputTokens + right.inputTokens,
    outputTokens: left.outputTokens + right.outputTokens,
  };
}
