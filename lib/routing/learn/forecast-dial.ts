import { chooseModel, type Candidate, type ChoiceWish } from './choose-model';
import type { PosteriorTable } from './posterior';

/** A mean over requests with its 95 % interval. */
export interface Estimate {
  mean: number;
  low: number;
  high: number;
}

/** What a dial would do to a sample of past requests. */
export interface DialForecast {
  dial: number;
  costUsdPerRequest: Estimate;
  quality: Estimate;
  /** Share of requests on the dearest candidate. */
  strongShare: Estimate;
  /** Set when no cheaper choice keeps the floor: routing saves nothing here. */
  verdict?: 'no routable slack here';
}

export interface PastRequest {
  candidates: readonly Candidate[];
  wish: Omit<ChoiceWish, 'dial' | 'floor'>;
}

/** Less than this saved against all-strong, at the favourable end of the interval, is no slack. */
const LEAST_SAVING = 0.02;

function estimate(values: readonly number[], doubt = 0): Estimate {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / count;
  const half = 1.96 * Math.sqrt(variance / count + doubt * doubt);
  return { mean, low: mean - half, high: mean + half };
}

const dearestOf = (candidates: readonly Candidate[]) =>
  candidates.reduce<Candidate | undefined>(
    (most, one) => (most === undefined || one.expectedCostUsd > most.expectedCostUsd ? one : most),
    undefined,
  );

/**
 * Expected cost, quality and share of strong calls of one dial over a sample. The interval of quality also holds the
 * doubt of the beliefs, which more requests of the same tasks do not lessen.
 */
export function forecastDial(
  requests: readonly PastRequest[],
  dial: number,
  floor: number | undefined,
  table: PosteriorTable,
): DialForecast {
  const costs: number[] = [];
  const qualities: number[] = [];
  const strong: number[] = [];
  const doubts: number[] = [];
  let strongCost = 0;
  for (const { candidates, wish } of requests) {
    const choice = chooseModel(candidates, { ...wish, dial, ...(floor !== undefined && { floor }) }, table);
    const dearest = dearestOf(candidates);
    if (choice === undefined || dearest === undefined) continue;
    const { chosen } = choice;
    costs.push(chosen.expectedCostUsd);
    qualities.push(chosen.quality);
    strong.push(chosen.model === dearest.model ? 1 : 0);
    doubts.push((chosen.quality - chosen.lowerBound) / 1.64);
    strongCost += dearest.expectedCostUsd;
  }
  const cost = estimate(costs);
  const meanStrong = strongCost / Math.max(1, costs.length);
  return {
    dial,
    costUsdPerRequest: cost,
    quality: estimate(qualities, estimate(doubts).mean),
    strongShare: estimate(strong),
    ...(floor !== undefined &&
      cost.low > (1 - LEAST_SAVING) * meanStrong && {
        verdict: 'no routable slack here' as const,
      }),
  };
}
