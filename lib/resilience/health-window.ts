import { bucketOf, HISTOGRAM_BUCKETS, percentileMs } from '@/lib/analytics/histogram';
import { HEALTH_DEFAULTS, type HealthStatus, type HealthThresholds, judge } from '@/lib/health/judge';

const SLICES = 10;
export const HEALTH_WINDOW_MS = 300_000;
const SLICE_MS = HEALTH_WINDOW_MS / SLICES;

export interface HealthView {
  status: HealthStatus;
  calls: number;
  /** Shares, 0 to 1. */
  errorRate: number;
  timeoutRate: number;
  /** Of the calls that succeeded; undefined when there were none. */
  p99Ms: number | undefined;
  p95Ms: number | undefined;
  samples: number;
}

interface Slice {
  at: number;
  calls: number;
  errors: number;
  timeouts: number;
  /** Counts per bucket of lib/analytics/histogram.ts. */
  histogram: number[];
}

/** Five minutes of one target in ten slices: rates, and the latency (to the first content) of what succeeded. */
export class HealthWindow {
  private readonly slices: Slice[] = Array.from({ length: SLICES }, () => ({
    at: -1,
    calls: 0,
    errors: 0,
    timeouts: 0,
    histogram: new Array<number>(HISTOGRAM_BUCKETS).fill(0),
  }));

  add(nowMs: number, outcome: 'success' | 'error' | 'timeout', latencyMs: number): void {
    const at = Math.floor(nowMs / SLICE_MS);
    const slice = this.slices[at % SLICES];
    if (slice === undefined) return;
    if (slice.at !== at) {
      Object.assign(slice, { at, calls: 0, errors: 0, timeouts: 0 });
      slice.histogram.fill(0);
    }
    slice.calls += 1;
    if (outcome === 'success') {
      const bucket = bucketOf(latencyMs);
      slice.histogram[bucket] = (slice.histogram[bucket] ?? 0) + 1;
      return;
    }
    slice.errors += 1;
    if (outcome === 'timeout') slice.timeouts += 1;
  }

  view(nowMs: number, thresholds: HealthThresholds = HEALTH_DEFAULTS): HealthView {
    const oldest = Math.floor(nowMs / SLICE_MS) - SLICES + 1;
    const sum = { calls: 0, errors: 0, timeouts: 0 };
    const histogram = new Array<number>(HISTOGRAM_BUCKETS).fill(0);
    for (const slice of this.slices) {
      if (slice.at < oldest) continue;
      sum.calls += slice.calls;
      sum.errors += slice.errors;
      sum.timeouts += slice.timeouts;
      slice.histogram.forEach((count, bucket) => (histogram[bucket] = (histogram[bucket] ?? 0) + count));
    }
    const errorRate = sum.calls === 0 ? 0 : sum.errors / sum.calls;
    const timeoutRate = sum.calls === 0 ? 0 : sum.timeouts / sum.calls;
    const p99Ms = percentileMs(histogram, 0.99);
    const p95Ms = percentileMs(histogram, 0.95);
    const seen = { calls: sum.calls, errorRate, timeoutRate, p99Ms, p95Ms, samples: sum.calls - sum.errors };
    return { status: judge(seen, thresholds).status, ...seen };
  }
}
