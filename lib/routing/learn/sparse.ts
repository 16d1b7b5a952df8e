import { BUCKETS, type NgramCounts } from './hash-ngrams';

/** Rows of weighted buckets, one after another (compressed sparse rows). */
export interface SparseRows {
  rows: number;
  /** Row `r` is `[starts[r], starts[r + 1])` of the two others. */
  starts: Uint32Array;
  buckets: Uint32Array;
  values: Float32Array;
}

/** Own copies of counts, which a hasher would overwrite. */
export function keepCounts({ size, buckets, counts }: NgramCounts): NgramCounts {
  return { size, buckets: buckets.slice(0, size), counts: counts.slice(0, size) };
}

/** Weight of a bucket by rarity: the root of the smoothed inverse document frequency. Unseen buckets weigh most. */
export function rarityWeights(documents: readonly NgramCounts[]): Float32Array {
  const seenIn = new Float64Array(BUCKETS);
  for (const { size, buckets } of documents)
    for (let place = 0; place < size; place += 1) {
      const bucket = buckets[place] ?? 0;
      seenIn[bucket] = (seenIn[bucket] ?? 0) + 1;
    }
  return Float32Array.from(seenIn, (seen) => Math.sqrt(1 + Math.log((documents.length + 1) / (seen + 1))));
}

/** Each document as (1 + ln count) × rarity per bucket, at length 1. */
export function weighRows(documents: readonly NgramCounts[], rarity: Float32Array): SparseRows {
  const total = documents.reduce((sum, { size }) => sum + size, 0);
  const out: SparseRows = {
    rows: documents.length,
    starts: new Uint32Array(documents.length + 1),
    buckets: new Uint32Array(total),
    values: new Float32Array(total),
  };
  let next = 0;
  documents.forEach(({ size, buckets, counts }, row) => {
    const start = next;
    let squares = 0;
    for (let place = 0; place < size; place += 1) {
      const bucket = buckets[place] ?? 0;
      const value = (1 + Math.log(counts[place] ?? 1)) * (rarity[bucket] ?? 0);
      out.buckets[next] = bucket;
      out.values[next] = value;
      next += 1;
      squares += value * value;
    }
    const scale = 1 / Math.sqrt(squares || 1);
    for (let place = start; place < next; place += 1) out.values[place] = (out.values[place] ?? 0) * scale;
    out.starts[row + 1] = next;
  });
  return out;
}

/** Each row times a weight per bucket. */
export function multiply(
  { rows, starts, buckets, values }: SparseRows,
  weights: Float64Array | Float32Array,
): Float64Array {
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const end = starts[row + 1] ?? 0;
    let sum = 0;
    for (let place = starts[row] ?? 0; place < end; place += 1)
      sum += (values[place] ?? 0) * (weights[buckets[place] ?? 0] ?? 0);
    out[row] = sum;
  }
  return out;
}

/** Sum over rows of each row × its value: the transposed product, one number a bucket. */
export function multiplyTransposed(matrix: SparseRows, perRow: Float64Array): Float64Array {
  const { rows, starts, buckets, values } = matrix;
  const out = new Float64Array(BUCKETS);
  for (let row = 0; row < rows; row += 1) {
    const value = perRow[row] ?? 0;
    if (value === 0) continue;
    const end = starts[row + 1] ?? 0;
    for (let place = starts[row] ?? 0; place < end; place += 1) {
      const bucket = buckets[place] ?? 0;
      out[bucket] = (out[bucket] ?? 0) + (values[place] ?? 0) * value;
    }
  }
  return out;
}
