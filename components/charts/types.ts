import type { SeriesStyle } from './series-style';

export interface ChartSeries {
  key: string;
  label: string;
  style: SeriesStyle;
  /** Address of the rows behind it, without a time; absent: it has none. */
  rows?: string;
}

export interface TimePoint {
  /** ISO instants. */
  start: string;
  end: string;
  /** Exact decimal strings by series key. */
  values: Record<string, string>;
  /** The whole of the same bucket one period before. */
  previous?: string | undefined;
}

/** Something that was changed, from our own audit log. */
export interface ChartMark {
  /** ISO instant. */
  at: string;
  label: string;
  /** Where its rows are. */
  href?: string | undefined;
}

/** Exact sums over time, zero-filled, as a chart draws them. */
export interface TimeChartData {
  series: ChartSeries[];
  points: TimePoint[];
  /** What is summed: money, or things that are counted. */
  measure: 'usd' | 'count';
  /** Size of a bucket in words: `day`, `3 hours`. */
  unit: string;
  /** IANA zone in which buckets are cut and labelled. */
  zone: string;
  /** The last bucket is still being filled. */
  unfinished: boolean;
  marks?: ChartMark[];
}
