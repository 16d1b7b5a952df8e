import { median } from './median';

/** Fewer values than this say nothing of what is usual. */
const MIN_HISTORY = 4;
/** Makes the median absolute deviation of a normal distribution its standard deviation. */
const NORMAL = 1.4826;
/** Amounts that never vary are still allowed to, by this part of the median. */
const LEAST_SPREAD = 0.1;
/** And by this much at the least, so that a first cent is no sensation. */
const LEAST_USD = 0.01;

export interface Anomaly {
  /** Robust deviations above (or, negative, below) the median; undefined when there is too little history. */
  score: number | undefined;
  /** The median of the history; 0 of none. */
  usual: number;
}

/** How far a value lies from its own history, by median and MAD, which single spikes in it do not move. Pure. */
export function anomalyScore(value: number, history: readonly number[]): Anomaly {
  const usual = median(history) ?? 0;
  if (history.length < MIN_HISTORY) return { score: undefined, usual };
  const mad = median(history.map((one) => Math.abs(one - usual))) ?? 0;
  const spread = Math.max(NORMAL * mad, LEAST_SPREAD * Math.abs(usual), LEAST_USD);
  return { score: (value - usual) / spread, usual };
}
