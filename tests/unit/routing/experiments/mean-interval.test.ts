import { describe, expect, it } from 'vitest';
import type { Moments } from '@/lib/routing/experiments/arm-totals';
import {
  estimateDifference,
  estimateMean,
  oneSidedRadiusOf,
  radiusOf,
} from '@/lib/routing/experiments/mean-interval';
import { seededRandom } from '@/lib/simulator/random';

const withValue = ({ count, sum, squares }: Moments, value: number): Moments => ({
  count: count + 1,
  sum: sum + value,
  squares: squares + value * value,
});
const NONE: Moments = { count: 0, sum: 0, squares: 0 };

/** Whether the interval ever lost the truth, looked at after each of many skewed draws. */
function everLost(seed: number, radius: typeof radiusOf): boolean {
  const random = seededRandom('means', seed);
  let moments = NONE;
  for (let draw = 0; draw < 2_000; draw += 1) {
    moments = withValue(moments, -Math.log(1 - random()));
    const estimate = estimateMean(moments);
    if (estimate !== undefined && estimate.value - radius(estimate, 0.05) > 1) return true;
  }
  return false;
}

describe('intervals that may be looked at at any time', () => {
  it('keep the truth in 300 lives of 2,000 looks at skewed figures, but for what chance allows', () => {
    const lost = (radius: typeof radiusOf) =>
      Array.from({ length: 300 }, (_, seed) => everLost(seed, radius)).filter(Boolean).length;
    // 5 % of 300 are 15; three deviations above that, 26.
    expect(lost(radiusOf)).toBeLessThan(26);
    expect(lost(oneSidedRadiusOf)).toBeLessThan(26);
  });

  it('are undefined below 30 observations, and shrink with more', () => {
    const of = (count: number): Moments => ({ count, sum: count / 2, squares: count / 2 });
    expect(estimateMean(of(29))).toBeUndefined();
    const radii = [30, 300, 3_000].map((count) => {
      const estimate = estimateMean(of(count));
      return estimate === undefined ? Number.NaN : radiusOf(estimate, 0.05);
    });
    expect(radii).toEqual(radii.toSorted((a, b) => b - a));
    expect(radii[2]).toBeLessThan(0.05);
  });

  it('compare arms within strata, so that a share that rises while all grows dearer is no difference', () => {
    const at = (mean: number, count: number): Moments => ({
      count,
      sum: mean * count,
      squares: count * (mean * mean + 0.01),
    });
    const strata = [
      { a: at(1, 900), b: at(1, 100) },
      { a: at(3, 100), b: at(3, 900) },
    ];
    expect(estimateDifference(strata)?.value).toBeCloseTo(0, 10);
    expect(estimateDifference(strata, 1.1)?.value).toBeLessThan(0);
    expect(estimateDifference([{ a: at(1, 900), b: at(1, 29) }])).toBeUndefined();
  });
});
