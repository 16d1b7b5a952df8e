import { percentileMs } from '@/lib/analytics/histogram';
import type { ArmTotals } from './arm-totals';
import { estimateMean, LEAST_COUNT, radiusOf, type Estimate } from './mean-interval';

export interface Interval {
  value: number;
  low: number;
  high: number;
}

/** Figures of an arm with intervals that hold however often one looks; what is not known well enough is absent. */
export interface ArmFigures {
  errorRate?: Interval;
  p95Ms?: Interval;
  costUsd?: Interval;
  score?: Interval;
}

/** Chance that an interval ever misses the truth. */
export const MISS = 0.05;

const around = (estimate: Estimate | undefined, least = 0, most = Infinity): Interval | undefined => {
  if (estimate === undefined) return undefined;
  const radius = radiusOf(estimate, MISS);
  const { value } = estimate;
  return { value, low: Math.max(least, value - radius), high: Math.min(most, value + radius) };
};

/** Of events among trials; with none or nothing but events the error is that of one more, since it is not 0. */
export function estimateRate(events: number, trials: number): Estimate | undefined {
  if (trials < LEAST_COUNT) return undefined;
  const rate = events / trials;
  const smoothed = (events + 1) / (trials + 2);
  return { value: rate, error: Math.sqrt((smoothed * (1 - smoothed)) / trials), effective: trials };
}

/** Ends of the interval are percentiles themselves: where the share below could be 95 % by as much as chance allows. */
function p95Of(latencies: readonly number[]): Interval | undefined {
  const trials = latencies.reduce((sum, count) => sum + count, 0);
  if (trials < LEAST_COUNT) return undefined;
  const radius = radiusOf({ value: 0.95, error: Math.sqrt((0.95 * 0.05) / trials), effective: trials }, MISS);
  const value = percentileMs(latencies, 0.95);
  const low = percentileMs(latencies, Math.max(0, 0.95 - radius));
  const high = percentileMs(latencies, Math.min(1, 0.95 + radius));
  return value === undefined || low === undefined || high === undefined ? undefined : { value, low, high };
}

export function describeArm({ requests, errors, latencies, cost, score }: ArmTotals): ArmFigures {
  const errorRate = around(estimateRate(errors, requests), 0, 1);
  const p95Ms = p95Of(latencies);
  const costUsd = around(estimateMean(cost));
  const scored = around(estimateMean(score), 0, 1);
  return {
    ...(errorRate && { errorRate }),
    ...(p95Ms && { p95Ms }),
    ...(costUsd && { costUsd }),
    ...(scored && { score: scored }),
  };
}
