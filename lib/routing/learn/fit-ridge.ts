import { conjugateGradients } from './conjugate-gradients';
import { multiply, multiplyTransposed, type SparseRows } from './sparse';

/** A linear head on hashed n-grams: `mean` + row × `weights`. */
export interface RidgeHead {
  mean: number;
  weights: Float32Array;
}

interface RidgeOptions {
  /** Default 10. */
  passes?: number;
  /** How much each row counts; absent: 1. */
  rowWeights?: ArrayLike<number>;
}

/**
 * Ridge regression by conjugate gradients: least squares with `penalty` on the squared weights, the mean left free.
 * Deterministic; some passes over the rows.
 */
export function fitRidge(
  matrix: SparseRows,
  labels: ArrayLike<number>,
  penalty: number,
  { passes = 10, rowWeights }: RidgeOptions = {},
): RidgeHead {
  const weightOf = (row: number) => (rowWeights === undefined ? 1 : (rowWeights[row] ?? 0));
  let mean = 0;
  let all = 0;
  for (let row = 0; row < matrix.rows; row += 1) {
    mean += weightOf(row) * (labels[row] ?? 0);
    all += weightOf(row);
  }
  mean /= all || 1;
  const weighed = (values: Float64Array) => {
    if (rowWeights !== undefined)
      for (let row = 0; row < values.length; row += 1) values[row] = (values[row] ?? 0) * weightOf(row);
    return values;
  };
  const centred = Float64Array.from({ length: matrix.rows }, (_, row) => (labels[row] ?? 0) - mean);

  const right = multiplyTransposed(matrix, weighed(centred));
  const apply = (direction: Float64Array) => {
    const moved = multiplyTransposed(matrix, weighed(multiply(matrix, direction)));
    for (let bucket = 0; bucket < moved.length; bucket += 1)
      moved[bucket] = (moved[bucket] ?? 0) + penalty * (direction[bucket] ?? 0);
    return moved;
  };
  return { mean, weights: Float32Array.from(conjugateGradients(apply, right, passes)) };
}

/** What the head expects of each row. */
export function predictRidge({ mean, weights }: RidgeHead, matrix: SparseRows): Float64Array {
  return multiply(matrix, weights).map((value) => value + mean);
}
