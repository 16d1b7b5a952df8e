/** Number of observations with their sum and sum of squares: what a mean and its error are computed from. */
export interface Moments {
  count: number;
  sum: number;
  squares: number;
}

/** What one arm of an experiment did; a spread of figures for decisions, never a sum of the books. */
export interface ArmTotals {
  /** Requests that say something of the arm, good or bad. */
  requests: number;
  /** Of these: the arm's own first choice did not serve at its first attempt, or nobody did. */
  errors: number;
  /** Latencies of good ones in the buckets of lib/analytics/histogram.ts. */
  latencies: readonly number[];
  /** Cost in USD of requests whose cost is known, all attempts together. */
  cost: Moments;
  /** Scores from 0 to 1 by people, judges and checks. */
  score: Moments;
}

const NOTHING: Moments = Object.freeze({ count: 0, sum: 0, squares: 0 });

export const NO_TOTALS: ArmTotals = Object.freeze({
  requests: 0,
  errors: 0,
  latencies: [],
  cost: NOTHING,
  score: NOTHING,
});

const momentsSince = (now: Moments, before: Moments): Moments => ({
  count: now.count - before.count,
  sum: now.sum - before.sum,
  squares: now.squares - before.squares,
});

/** What came between two looks at growing totals. */
export function totalsSince(now: ArmTotals, before: ArmTotals): ArmTotals {
  return {
    requests: now.requests - before.requests,
    errors: now.errors - before.errors,
    latencies: now.latencies.map((count, bucket) => count - (before.latencies[bucket] ?? 0)),
    cost: momentsSince(now.cost, before.cost),
    score: momentsSince(now.score, before.score),
  };
}

export function addMoments(a: Moments, b: Moments): Moments {
  return { count: a.count + b.count, sum: a.sum + b.sum, squares: a.squares + b.squares };
}
