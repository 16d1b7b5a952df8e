/** 90th percentile (one side) of Student's t by degrees of freedom: both sides together are an interval of 80 %. */
const T90 = [
  3.078, 1.886, 1.638, 1.533, 1.476, 1.44, 1.415, 1.397, 1.383, 1.372, 1.363, 1.356, 1.35, 1.345, 1.341,
  1.337, 1.333, 1.33, 1.328, 1.325, 1.323, 1.321, 1.319, 1.318, 1.316, 1.315, 1.314, 1.313, 1.311, 1.31,
];
const NORMAL90 = 1.2816;

/** Half the width of an 80 % interval, in standard errors. Source: any table of the t distribution. */
export function t80(freedom: number): number {
  return T90[Math.max(0, Math.floor(freedom) - 1)] ?? NORMAL90;
}
