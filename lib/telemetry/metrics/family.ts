export type Labels = Readonly<Record<string, string>>;

export interface Sample {
  /** Of a histogram: which of its series. */
  suffix?: '_bucket' | '_sum' | '_count';
  labels: Labels;
  value: number;
}

/** A metric with all its series, as it is told from process to process and written for Prometheus. */
export interface Family {
  name: string;
  help: string;
  kind: 'counter' | 'gauge' | 'histogram';
  /** What stands for several processes: their sum, or the largest. */
  merge: 'sum' | 'max';
  samples: Sample[];
}

/** Series of one name: what comes beyond is counted together (counters, histograms) or left out (gauges). */
export const MAX_SERIES = 500;

/** A gauge of what is so now. Values that are undefined are left out. */
export function gauge(
  name: string,
  help: string,
  values: number | undefined | readonly { labels: Labels; value: number | undefined }[],
  merge: Family['merge'] = 'sum',
): Family {
  const given = Array.isArray(values) ? values : [{ labels: {}, value: values }];
  const samples = given.flatMap(({ labels, value }) => (value === undefined ? [] : [{ labels, value }]));
  return { name, help, kind: 'gauge', merge, samples: samples.slice(0, MAX_SERIES) };
}
