import type { SeriesStyle } from './series-style';

export interface ChartSeries {
  key: string;
  label: string;
  style: SeriesStyle;
}

export interface TimePoint {
  /** ISO instants. */
  start: string;
  end: string;
  /** Exact decimal strings by series key. */
  values: Record<string, string>;
}

/** Exact money over time, zero-filled, as a chart draws it. */
export interface TimeChartData {
  series: ChartSeries[];
  points: TimePoint[];
  /** Size of a bucket in words: `day`, `3 hours`. */
  unit: string;
  /** IANA zone in which buckets are cut and labelled. */
  zone: string;
  /** The last bucket is still being filled. */
  unfinished: boolean;
}
