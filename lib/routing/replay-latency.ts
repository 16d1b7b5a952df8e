import { bucketOf, HISTOGRAM_BUCKETS, percentileMs } from '@/lib/analytics/histogram';

export interface Percentiles {
  /** Undefined when nothing is known. */
  p50Ms: number | undefined;
  p95Ms: number | undefined;
}

const emptyHistogram = () => new Array<number>(HISTOGRAM_BUCKETS).fill(0);

function entry<T>(map: Map<string, T>, name: string, make: () => T): T {
  const known = map.get(name) ?? make();
  map.set(name, known);
  return known;
}

/**
 * Latency of requests that are imagined elsewhere. One that stays where it was has the latency that it had; one that
 * moves has those of the requests that its new target served in the same period, as a mixture. A target that served none
 * has no latency that anybody knows.
 */
export class ReplayLatency {
  /** Of the requests that each target really served. */
  readonly #served = new Map<string, number[]>();
  readonly #stayed = emptyHistogram();
  readonly #moved = new Map<string, number>();

  /** `target`: where it is imagined; `servedBy`: where it really was. */
  add(target: string, servedBy: string, latencyMs: number): void {
    const bucket = bucketOf(latencyMs);
    const served = entry(this.#served, servedBy, emptyHistogram);
    served[bucket] = (served[bucket] ?? 0) + 1;
    if (target === servedBy) this.#stayed[bucket] = (this.#stayed[bucket] ?? 0) + 1;
    else this.#moved.set(target, (this.#moved.get(target) ?? 0) + 1);
  }

  percentiles(): Percentiles {
    const { counts } = this.#mixture();
    return { p50Ms: percentileMs(counts, 0.5), p95Ms: percentileMs(counts, 0.95) };
  }

  /** Requests that moved to a target without any latency of its own. */
  unknown(): number {
    return this.#mixture().unknown;
  }

  #mixture(): { counts: number[]; unknown: number } {
    const counts = [...this.#stayed];
    let unknown = 0;
    for (const [target, requests] of this.#moved) {
      const served = this.#served.get(target);
      if (served === undefined) {
        unknown += requests;
        continue;
      }
      const all = served.reduce((sum, count) => sum + count, 0);
      for (const [bucket, count] of served.entries())
        counts[bucket] = (counts[bucket] ?? 0) + (requests * count) / all;
    }
    return { counts, unknown };
  }
}
