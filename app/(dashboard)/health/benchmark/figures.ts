import { msg, type Message } from '@/lib/i18n/msg';
import type { BenchmarkResult } from '@/lib/latency/schemas';

export const FIGURE_NAMES = [
  'p50Ms',
  'p95Ms',
  'p99Ms',
  'firstP50Ms',
  'firstP95Ms',
  'tokensPerSecond',
  'errorRate',
] as const;
export type Figure = (typeof FIGURE_NAMES)[number];

interface FigureWords {
  label: Message;
  unit: 'ms' | 'rate' | 'share';
  of: (result: BenchmarkResult) => number | null;
}

/** What of a benchmark can be compared over time. */
export const FIGURES: Record<Figure, FigureWords> = {
  p50Ms: { label: 'p50', unit: 'ms', of: ({ p50Ms }) => p50Ms },
  p95Ms: { label: 'p95', unit: 'ms', of: ({ p95Ms }) => p95Ms },
  p99Ms: { label: 'p99', unit: 'ms', of: ({ p99Ms }) => p99Ms },
  firstP50Ms: { label: msg('First token p50'), unit: 'ms', of: ({ firstP50Ms }) => firstP50Ms },
  firstP95Ms: { label: msg('First token p95'), unit: 'ms', of: ({ firstP95Ms }) => firstP95Ms },
  tokensPerSecond: { label: msg('Tokens/s'), unit: 'rate', of: (one) => one.tokensPerSecond },
  errorRate: { label: msg('Errors'), unit: 'share', of: ({ errors, requests }) => errors / requests },
};
