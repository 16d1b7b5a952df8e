import type { Moments } from './arm-totals';

/** With fewer observations a variance is not known well enough for any of this. */
export const LEAST_COUNT = 30;

/** Effective observations at which the bounds are tightest; they hold at any other number, too. */
const TUNED_AT = 250;

/** An estimate and the standard error of it. `effective`: observations of one arm that would be as good. */
export interface Estimate {
  value: number;
  error: number;
  effective: number;
}

export const meanOf = ({ count, sum }: Moments) => sum / count;

function varianceOf({ count, sum, squares }: Moments): number {
  return Math.max(0, (squares - (sum * sum) / count) / (count - 1));
}

export function estimateMean(moments: Moments): Estimate | undefined {
  if (moments.count < LEAST_COUNT) return undefined;
  return {
    value: meanOf(moments),
    error: Math.sqrt(varianceOf(moments) / moments.count),
    effective: moments.count,
  };
}

/**
 * Mean of `b` less `factor` × that of `a`, over strata: within each the two are compared at the same time and share, so
 * that a share that rises while an hour grows dearer is not taken for a difference. Undefined with too little of either.
 */
export function estimateDifference(
  strata: readonly { a: Moments; b: Moments }[],
  factor = 1,
): Estimate | undefined {
  let weights = 0;
  let value = 0;
  let variance = 0;
  for (const { a, b } of strata) {
    if (a.count < LEAST_COUNT || b.count < LEAST_COUNT) continue;
    const weight = (a.count * b.count) / (a.count + b.count);
    weights += weight;
    value += weight * (meanOf(b) - factor * meanOf(a));
    variance += weight * weight * (varianceOf(b) / b.count + (factor * factor * varianceOf(a)) / a.count);
  }
  if (weights === 0) return undefined;
  return { value: value / weights, error: Math.sqrt(variance) / weights, effective: weights };
}

/** ρ² of the source that makes the bound tightest at {@link TUNED_AT} observations. */
function tuning(alpha: number): number {
  const twice = -2 * Math.log(alpha);
  return (twice + Math.log(twice + 1)) / TUNED_AT;
}

/**
 * Half the width of a confidence sequence: the truth stays within value ± this at all times together with probability
 * 1 − α, however often one looks, asymptotically. Waudby-Smith, Arbour, Sinha, Kennedy, Ramdas ("Time-uniform central
 * limit theory and asymptotic confidence sequences", Annals of Statistics 2024), theorem 2.2.
 */
export function radiusOf({ error, effective }: Estimate, alpha: number): number {
  const grown = effective * tuning(alpha) + 1;
  return error * Math.sqrt(((2 * grown) / (grown - 1)) * Math.log(Math.sqrt(grown) / alpha));
}

/** The same to one side (proposition B.1 there): the truth stays above value − this. */
export function oneSidedRadiusOf({ error, effective }: Estimate, alpha: number): number {
  const grown = effective * tuning(Math.min(0.5, 2 * alpha)) + 1;
  return error * Math.sqrt(((2 * grown) / (grown - 1)) * Math.log(1 + Math.sqrt(grown) / (2 * alpha)));
}
