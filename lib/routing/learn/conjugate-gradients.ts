/** Squared residual, as a share of the first, at which the solver stops. */
const ENOUGH = 1e-8;

const dot = (a: Float64Array, b: Float64Array) => {
  let sum = 0;
  for (let place = 0; place < a.length; place += 1) sum += (a[place] ?? 0) * (b[place] ?? 0);
  return sum;
};

/** Adds `factor` × `other` to `sum`. */
function addScaled(sum: Float64Array, factor: number, other: Float64Array): void {
  for (let place = 0; place < sum.length; place += 1)
    sum[place] = (sum[place] ?? 0) + factor * (other[place] ?? 0);
}

/**
 * Solves `apply(x) = right` for a symmetric positive definite `apply`, in at most so many passes (Hestenes, Stiefel 1952).
 * Deterministic.
 */
export function conjugateGradients(
  apply: (direction: Float64Array) => Float64Array,
  right: Float64Array,
  passes: number,
): Float64Array {
  const solution = new Float64Array(right.length);
  const residual = right.slice();
  const direction = right.slice();
  let size = dot(residual, residual);
  const first = size;
  for (let pass = 0; pass < passes && size > ENOUGH * first; pass += 1) {
    const moved = apply(direction);
    const step = size / dot(direction, moved);
    addScaled(solution, step, direction);
    addScaled(residual, -step, moved);
    const next = dot(residual, residual);
    const turn = next / size;
    for (let place = 0; place < direction.length; place += 1)
      direction[place] = (residual[place] ?? 0) + turn * (direction[place] ?? 0);
    size = next;
  }
  return solution;
}
