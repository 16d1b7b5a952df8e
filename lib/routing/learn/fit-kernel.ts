import { conjugateGradients } from './conjugate-gradients';
import type { NumberTable } from './forest';

/** How near each row of one table is to each of another, exp(−distance): row after row of the first. */
export interface Nearness {
  rows: number;
  columns: number;
  values: Float32Array;
}

/** The product of two rows, in four sums, since the one before would have to be waited for. */
function product(one: Float64Array, from: number, other: Float64Array, start: number, columns: number) {
  let [a, b, c, d] = [0, 0, 0, 0];
  const whole = columns - (columns % 4);
  for (let at = 0; at < whole; at += 4) {
    a += (one[from + at] ?? 0) * (other[start + at] ?? 0);
    b += (one[from + at + 1] ?? 0) * (other[start + at + 1] ?? 0);
    c += (one[from + at + 2] ?? 0) * (other[start + at + 2] ?? 0);
    d += (one[from + at + 3] ?? 0) * (other[start + at + 3] ?? 0);
  }
  for (let at = whole; at < columns; at += 1) a += (one[from + at] ?? 0) * (other[start + at] ?? 0);
  return a + b + c + d;
}

/** The kernel of Laplace between all rows of two tables with the same columns; half the work for a table and itself. */
export function nearness(one: NumberTable, other: NumberTable): Nearness {
  const { columns } = one;
  const [mine, others] = [Float64Array.from(one.values), Float64Array.from(other.values)];
  const squares = (values: Float64Array, rows: number) =>
    Float64Array.from({ length: rows }, (_, row) =>
      product(values, row * columns, values, row * columns, columns),
    );
  const [own, their] = [squares(mine, one.rows), squares(others, other.rows)];
  const values = new Float32Array(one.rows * other.rows);
  const isSame = one === other;
  for (let row = 0; row < one.rows; row += 1)
    for (let near = isSame ? row : 0; near < other.rows; near += 1) {
      const both = product(mine, row * columns, others, near * columns, columns);
      const squared = Math.max(0, (own[row] ?? 0) + (their[near] ?? 0) - 2 * both);
      const value = Math.exp(-Math.sqrt(squared));
      values[row * other.rows + near] = value;
      if (isSame) values[near * other.rows + row] = value;
    }
  return { rows: one.rows, columns: other.rows, values };
}

/** Each row times one weight a column. */
function multiply({ rows, columns, values }: Nearness, weights: Float64Array): Float64Array {
  const out = new Float64Array(rows);
  const even = columns - (columns % 2);
  for (let row = 0; row < rows; row += 1) {
    const from = row * columns;
    let [a, b] = [0, 0];
    for (let at = 0; at < even; at += 2) {
      a += (values[from + at] ?? 0) * (weights[at] ?? 0);
      b += (values[from + at + 1] ?? 0) * (weights[at + 1] ?? 0);
    }
    if (even < columns) a += (values[from + even] ?? 0) * (weights[even] ?? 0);
    out[row] = a + b;
  }
  return out;
}

/** What was learned of one label: `mean` + nearness to each row that was learned from × its weight. */
export interface KernelHead {
  mean: number;
  weights: Float64Array;
}

const PASSES = 60;

/** Kernel ridge regression on the nearness of rows to each other, the mean left free. Deterministic. */
export function fitKernel(near: Nearness, labels: Float64Array, penalty: number): KernelHead {
  const mean = labels.reduce((sum, label) => sum + label, 0) / Math.max(1, labels.length);
  const apply = (direction: Float64Array) =>
    multiply(near, direction).map((value, row) => value + penalty * (direction[row] ?? 0));
  const weights = conjugateGradients(
    apply,
    labels.map((label) => label - mean),
    PASSES,
  );
  return { mean, weights };
}

/** What the head expects of rows, by their nearness to those that it was learned from. */
export const predictKernel = ({ mean, weights }: KernelHead, near: Nearness): Float64Array =>
  multiply(near, weights).map((value) => value + mean);
