/** A straight line through points, and how sure of its slope one can be. */
export interface Slope {
  /** Units of y for each unit of x. */
  slope: number;
  /** Half of the 95 % confidence interval of the slope. */
  plusMinus: number;
}

/** 97.5 % quantile of Student's t by degrees of freedom; beyond the table it is as good as normal. */
const T = [
  12.71, 4.3, 3.18, 2.78, 2.57, 2.45, 2.36, 2.31, 2.26, 2.23, 2.2, 2.18, 2.16, 2.14, 2.13, 2.12, 2.11,
];
const T_BEYOND = 2.06;

/** Least squares. Points should be means over stretches long enough not to depend on each other. Needs three at least. */
export function slopeOf(points: readonly { x: number; y: number }[]): Slope {
  const n = points.length;
  if (n < 3) return { slope: 0, plusMinus: Infinity };
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / n;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / n;
  const spread = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const slope = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0) / spread;
  const rest = points.reduce((sum, { x, y }) => sum + (y - meanY - slope * (x - meanX)) ** 2, 0);
  const standardError = Math.sqrt(rest / (n - 2) / spread);
  return { slope, plusMinus: (T[n - 3] ?? T_BEYOND) * standardError };
}

/** Means of a series over stretches of `lengthMs`; x is the middle of each stretch in hours. */
export function meansOf(
  series: readonly { atMs: number; value: number }[],
  lengthMs: number,
): { x: number; y: number }[] {
  const stretches = new Map<number, number[]>();
  for (const { atMs, value } of series) {
    const stretch = Math.floor(atMs / lengthMs);
    const values = stretches.get(stretch) ?? [];
    stretches.set(stretch, [...values, value]);
  }
  return [...stretches].map(([stretch, values]) => ({
    x: ((stretch + 0.5) * lengthMs) / 3_600_000,
    y: values.reduce((sum, value) => sum + value, 0) / values.length,
  }));
}
