import type { ChartMark, ChartSeries } from './types';

/** Figures over time that may be missing: a gap is a gap, not 0. */
export interface LineChartData {
  series: ChartSeries[];
  points: { start: string; end: string; values: Record<string, number | undefined> }[];
  /** What the numbers are: milliseconds, a share 0..1, a rate per second, or USD for each of something. */
  measure: 'ms' | 'share' | 'rate' | 'usd';
  /** Size of a bucket in words: `day`, `3 hours`. */
  unit: string;
  /** IANA zone in which buckets are cut and labelled. */
  zone: string;
  /** The last bucket is still being filled. */
  unfinished: boolean;
  marks?: ChartMark[];
}
