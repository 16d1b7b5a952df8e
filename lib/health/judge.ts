import { msg } from '@/lib/i18n/msg';
export interface HealthThresholds {
  unhealthy: { p99Ms: number; errorRate: number; timeoutRate: number };
  degraded: { p99Ms: number; errorRate: number };
}

export const HEALTH_DEFAULTS: HealthThresholds = Object.freeze({
  unhealthy: Object.freeze({ p99Ms: 3_000, errorRate: 0.05, timeoutRate: 0.03 }),
  degraded: Object.freeze({ p99Ms: 1_500, errorRate: 0.02 }),
});

/** Fewer calls say nothing. */
export const MIN_CALLS = 20;

export type HealthStatus = 'unknown' | 'healthy' | 'degraded' | 'unhealthy';

/** What a window holds of a target. */
export interface Seen {
  calls: number;
  /** Shares of the calls, 0 to 1; timeouts are errors too. */
  errorRate: number;
  timeoutRate: number;
  /** Until the first content of a stream or the whole answer, of what succeeded; undefined when nothing did. */
  p99Ms: number | undefined;
}

export interface Verdict {
  status: HealthStatus;
  /** What is beyond its limit, worst first, or why nothing is known; empty when healthy. */
  reasons: string[];
}

const percent = (share: number) => `${Number((share * 100).toFixed(2))} %`;

/** Each limit that is exceeded, in words. A value that equals its limit does not exceed it. */
function exceeded(seen: Seen, limits: { p99Ms: number; errorRate: number; timeoutRate?: number }): string[] {
  const reasons: string[] = [];
  if (seen.errorRate > limits.errorRate)
    reasons.push(msg(`${percent(seen.errorRate)} errors, above ${percent(limits.errorRate)}`));
  if (limits.timeoutRate !== undefined && seen.timeoutRate > limits.timeoutRate)
    reasons.push(msg(`${percent(seen.timeoutRate)} timeouts, above ${percent(limits.timeoutRate)}`));
  if (seen.p99Ms !== undefined && seen.p99Ms > limits.p99Ms)
    reasons.push(msg(`p99 ${Math.round(seen.p99Ms)} ms, above ${limits.p99Ms} ms`));
  return reasons;
}

/** How a target does, by the thresholds of its workspace. Pure. Too few calls are no verdict. */
export function judge(seen: Seen, thresholds: HealthThresholds = HEALTH_DEFAULTS): Verdict {
  if (seen.calls < MIN_CALLS) {
    if (seen.calls === 0) return { status: 'unknown', reasons: [msg('no calls in five minutes')] };
    const reason =
      seen.calls === 1
        ? msg(`1 call in five minutes; a verdict needs ${MIN_CALLS}`)
        : msg(`${seen.calls} calls in five minutes; a verdict needs ${MIN_CALLS}`);
    return { status: 'unknown', reasons: [reason] };
  }
  const unhealthy = exceeded(seen, thresholds.unhealthy);
  if (unhealthy.length > 0) return { status: 'unhealthy', reasons: unhealthy };
  const degraded = exceeded(seen, thresholds.degraded);
  if (degraded.length > 0) return { status: 'degraded', reasons: degraded };
  return { status: 'healthy', reasons: [] };
}
