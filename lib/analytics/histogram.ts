/** Log buckets shared by ingestion and the read side: four to an octave, 1 ms to about 8.7 minutes, merged by adding. */
export const HISTOGRAM_BUCKETS = 76;
const BUCKETS_PER_OCTAVE = 4;

/** Index of the bucket that holds `ms`; below 1 ms is bucket 0, beyond the end is the last. */
export function bucketOf(ms: number): number {
  if (!(ms > 1)) return 0;
  return Math.min(HISTOGRAM_BUCKETS - 1, Math.floor(BUCKETS_PER_OCTAVE * Math.log2(ms)));
}

/** Lower bound of a bucket in ms. */
function lowerBoundMs(index: number): number {
  return 2 ** (index / BUCKETS_PER_OCTAVE);
}

/**
 * Percentile of merged counts, interpolated on the log scale within its bucket (at most 19 % wide).
 * `q` in 0..1. Undefined when there are no counts: no data is not 0 ms.
 */
export function percentileMs(counts: readonly number[], q: number): number | undefined {
  const total = counts.reduce((sum, count) => sum + count, 0);
  if (total === 0) return undefined;
  const rank = q * total;
  let below = 0;
  for (const [index, count] of counts.entries()) {
    if (count > 0 && below + count >= rank) {
      const share = (rank - below) / count;
      return lowerBoundMs(index + share);
    }
    below += count;
  }
  return lowerBoundMs(HISTOGRAM_BUCKETS);
}
