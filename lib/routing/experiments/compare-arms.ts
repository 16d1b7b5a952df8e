import type { ArmTotals } from './arm-totals';
import { estimateRate, MISS } from './describe-arm';
import { type Estimate, estimateDifference, radiusOf } from './mean-interval';

export const MEASURES = ['errorRate', 'p95', 'cost', 'score'] as const;
export type Measure = (typeof MEASURES)[number];

/** What is known of a difference between two arms. */
export interface Comparison {
  measure: Measure;
  /** The arm that does better; absent: it cannot be told. */
  better?: string;
  /** Requests of both arms together that would tell, were the difference what it looks like; absent: more than a million. */
  moreRequests?: number;
  words: string;
}

interface NamedArm {
  name: string;
  totals: ArmTotals;
}

/** Chance that any of the four ever tells a difference that is none. */
const ALPHA = MISS / MEASURES.length;
const MOST_REQUESTS = 1_000_000;

function differenceOfRates(a: [number, number], b: [number, number]): Estimate | undefined {
  const [first, second] = [estimateRate(...a), estimateRate(...b)];
  if (first === undefined || second === undefined) return undefined;
  return {
    value: second.value - first.value,
    error: Math.hypot(first.error, second.error),
    effective: 1 / (1 / first.effective + 1 / second.effective),
  };
}

const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);

/** Shares of answers at or beyond the bucket of the p95 of both together: they differ where the slow ends of the arms do. */
function differenceOfSlow(a: ArmTotals, b: ArmTotals): Estimate | undefined {
  const both = a.latencies.map((count, bucket) => count + (b.latencies[bucket] ?? 0));
  let below = 0;
  const bucket = both.findIndex((count) => (below += count) >= 0.95 * total(both));
  const slow = ({ latencies }: ArmTotals): [number, number] => [
    total(latencies.slice(bucket)),
    total(latencies),
  ];
  return differenceOfRates(slow(a), slow(b));
}

function differenceOf(measure: Measure, a: ArmTotals, b: ArmTotals): Estimate | undefined {
  switch (measure) {
    case 'errorRate':
      return differenceOfRates([a.errors, a.requests], [b.errors, b.requests]);
    case 'p95':
      return differenceOfSlow(a, b);
    case 'cost':
      return estimateDifference([{ a: a.cost, b: b.cost }]);
    case 'score':
      return estimateDifference([{ a: a.score, b: b.score }]);
    default:
      return measure satisfies never;
  }
}

/** How many times as many observations would tell a difference of this size; undefined beyond `most` times. */
function timesNeeded(estimate: Estimate, most: number): number | undefined {
  const tells = (times: number) => {
    const grown = {
      ...estimate,
      error: estimate.error / Math.sqrt(times),
      effective: estimate.effective * times,
    };
    return radiusOf(grown, ALPHA) <= Math.abs(estimate.value);
  };
  if (!tells(most)) return undefined;
  let [low, high] = [1, most];
  while (high - low > 0.01 * low) {
    const middle = (low + high) / 2;
    if (tells(middle)) high = middle;
    else low = middle;
  }
  return high;
}

const NAMES: Record<Measure, string> = { errorRate: 'error rate', p95: 'p95', cost: 'cost', score: 'score' };
const IS_BETTER: Record<Measure, string> = {
  errorRate: 'fails less often',
  p95: 'has fewer slow answers',
  cost: 'costs less',
  score: 'is judged better',
};

function compare(measure: Measure, a: NamedArm, b: NamedArm): Comparison {
  const estimate = differenceOf(measure, a.totals, b.totals);
  const name = NAMES[measure];
  if (estimate === undefined)
    return { measure, words: `${name}: too little to compare; each arm needs 30 observations at least` };
  if (Math.abs(estimate.value) > radiusOf(estimate, ALPHA)) {
    const isLess = estimate.value < 0;
    const better = (measure === 'score' ? !isLess : isLess) ? b.name : a.name;
    return { measure, better, words: `${name}: ${better} ${IS_BETTER[measure]}` };
  }
  const requests = a.totals.requests + b.totals.requests;
  const times = timesNeeded(estimate, Math.max(2, MOST_REQUESTS / Math.max(1, requests)));
  const moreRequests = times === undefined ? undefined : Math.ceil((times - 1) * requests);
  const wait =
    moreRequests === undefined
      ? 'more than a million more requests'
      : `about ${moreRequests} more requests, were it what it looks like`;
  return {
    measure,
    ...(moreRequests !== undefined && { moreRequests }),
    words: `${name}: no difference can be told yet: ${wait}`,
  };
}

/** Each of the others against the first, by each measure. */
export function compareArms(arms: readonly NamedArm[]): Comparison[] {
  const [first, ...others] = arms;
  if (first === undefined) return [];
  return others.flatMap((other) =>
    MEASURES.map((measure) => {
      const comparison = compare(measure, first, other);
      return others.length === 1
        ? comparison
        : { ...comparison, words: `${first.name} and ${other.name}, ${comparison.words}` };
    }),
  );
}
