import type { Family, Labels, Sample } from './family';
import { Series } from './series';

/** From a cache's answer to the longest reasoning, s. */
const BOUNDS_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300];

interface Counts {
  /** One more than there are bounds: the last is beyond all of them. */
  buckets: Float64Array;
  sum: number;
}

/** Histograms of durations, by their labels. */
export class Histogram {
  private readonly series = new Series<Counts>(() => ({
    buckets: new Float64Array(BOUNDS_S.length + 1),
    sum: 0,
  }));

  constructor(
    readonly name: string,
    readonly help: string,
  ) {}

  addMs(labels: Labels, ms: number): void {
    const seconds = ms / 1_000;
    const counts = this.series.at(labels);
    let bucket = 0;
    while (seconds > (BOUNDS_S[bucket] ?? Infinity)) bucket += 1;
    counts.buckets[bucket] = (counts.buckets[bucket] ?? 0) + 1;
    counts.sum += seconds;
  }

  family(): Family {
    const samples = this.series.entries().flatMap(({ labels, value }) => samplesOf(labels, value));
    return { name: this.name, help: this.help, kind: 'histogram', merge: 'sum', samples };
  }
}

/** Each bucket counts what is in those below it too. */
function samplesOf(labels: Labels, { buckets, sum }: Counts): Sample[] {
  let count = 0;
  const cumulative = [...buckets].map((one, index): Sample => {
    count += one;
    const le = index < BOUNDS_S.length ? String(BOUNDS_S[index]) : '+Inf';
    return { suffix: '_bucket', labels: { ...labels, le }, value: count };
  });
  return [...cumulative, { suffix: '_sum', labels, value: sum }, { suffix: '_count', labels, value: count }];
}
