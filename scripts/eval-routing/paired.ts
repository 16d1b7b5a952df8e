import { seededRandom } from '@/lib/simulator/random';
import type { Interval } from './compare';
import { orderByPreference } from './pair-metrics';

const RESAMPLES = 1_000;

/** Share of the budgets at which each row goes to the strong model: APGR is the gain of rows, weighed by it. */
function heights(preference: ArrayLike<number>): Float64Array {
  const out = new Float64Array(preference.length);
  orderByPreference(preference).forEach((row, place) => (out[row] = 1 - (place + 0.5) / preference.length));
  return out;
}

/**
 * APGR of one method less that of another, on the same rows and folds, by seed; the 95 % interval is a bootstrap over rows
 * in which both have the same draw. `gain`: score of the strong model less that of the weak one.
 */
export function pairedDifference(
  gain: Float64Array,
  pairs: readonly (readonly [ArrayLike<number>, ArrayLike<number>])[],
): Interval {
  const apart = new Float64Array(gain.length);
  for (const [one, other] of pairs) {
    const [own, base] = [heights(one), heights(other)];
    for (let row = 0; row < gain.length; row += 1)
      apart[row] =
        (apart[row] ?? 0) + ((gain[row] ?? 0) * ((own[row] ?? 0) - (base[row] ?? 0))) / pairs.length;
  }
  const share = (pick: (at: number) => number) => {
    let sum = 0;
    let whole = 0;
    for (let at = 0; at < gain.length; at += 1) {
      const row = pick(at);
      sum += apart[row] ?? 0;
      whole += gain[row] ?? 0;
    }
    return sum / whole;
  };
  const random = seededRandom('paired difference');
  const drawn = Array.from({ length: RESAMPLES }, () => share(() => Math.floor(random() * gain.length))).sort(
    (a, b) => a - b,
  );
  const at = (part: number) => drawn[Math.round(part * (RESAMPLES - 1))] ?? Number.NaN;
  return { mean: share((row) => row), low: at(0.025), high: at(0.975) };
}
