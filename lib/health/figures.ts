import { percentileMs } from '@/lib/analytics/histogram';
import type { Seen } from './judge';

/** Sums of a target's windows, as they leave SQL; merged by adding. */
export interface WindowSums {
  calls: number;
  errors: number;
  timeouts: number;
  outputTokens: number;
  generationMs: number;
  /** Counts by bucket of lib/analytics/histogram.ts. */
  answer: number[];
  firstContent: number[];
}

/** What people read of a target. Milliseconds; shares 0 to 1; undefined where nothing is known. */
export interface Figures {
  calls: number;
  p50Ms: number | undefined;
  p95Ms: number | undefined;
  p99Ms: number | undefined;
  firstTokenP50Ms: number | undefined;
  firstTokenP95Ms: number | undefined;
  /** Output tokens of all answers by the time that it took to write them. */
  tokensPerSecond: number | undefined;
  errorRate: number | undefined;
  timeoutRate: number | undefined;
}

const addCounts = (a: readonly number[], b: readonly number[]) =>
  Array.from({ length: Math.max(a.length, b.length) }, (_, index) => (a[index] ?? 0) + (b[index] ?? 0));

export const NO_SUMS: WindowSums = Object.freeze({
  ...{ calls: 0, errors: 0, timeouts: 0, outputTokens: 0, generationMs: 0 },
  answer: [],
  firstContent: [],
});

/** The windows of two targets, or of two spans, as one. */
export function mergeSums(a: WindowSums, b: WindowSums): WindowSums {
  return {
    calls: a.calls + b.calls,
    errors: a.errors + b.errors,
    timeouts: a.timeouts + b.timeouts,
    outputTokens: a.outputTokens + b.outputTokens,
    generationMs: a.generationMs + b.generationMs,
    answer: addCounts(a.answer, b.answer),
    firstContent: addCounts(a.firstContent, b.firstContent),
  };
}

/** Percentiles come from the merged counts, never from averages. */
export function figuresOf(sums: WindowSums): Figures {
  const { calls, errors, timeouts, answer, firstContent, outputTokens, generationMs } = sums;
  return {
    calls,
    p50Ms: percentileMs(answer, 0.5),
    p95Ms: percentileMs(answer, 0.95),
    p99Ms: percentileMs(answer, 0.99),
    firstTokenP50Ms: percentileMs(firstContent, 0.5),
    firstTokenP95Ms: percentileMs(firstContent, 0.95),
    tokensPerSecond: generationMs === 0 ? undefined : (outputTokens / generationMs) * 1_000,
    errorRate: calls === 0 ? undefined : errors / calls,
    timeoutRate: calls === 0 ? undefined : timeouts / calls,
  };
}

/** What the judge reads of them. */
export function seenOf({ calls, p99Ms, errorRate = 0, timeoutRate = 0 }: Figures): Seen {
  return { calls, p99Ms, errorRate, timeoutRate };
}
