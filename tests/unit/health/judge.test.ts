import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEALTH_DEFAULTS, judge, type Seen } from '@/lib/health/judge';

const RANK = { unknown: -1, healthy: 0, degraded: 1, unhealthy: 2 } as const;
const seen = (over: Partial<Seen> = {}): Seen => ({
  calls: 1_000,
  errorRate: 0,
  timeoutRate: 0,
  p99Ms: 100,
  ...over,
});

describe('a target', () => {
  it.each<[string, Partial<Seen>, string]>([
    ['p99 at the first limit', { p99Ms: 1_500 }, 'healthy'],
    ['p99 just above it', { p99Ms: 1_500.01 }, 'degraded'],
    ['p99 at the second', { p99Ms: 3_000 }, 'degraded'],
    ['p99 just above it', { p99Ms: 3_000.01 }, 'unhealthy'],
    ['errors at 2 %', { errorRate: 0.02 }, 'healthy'],
    ['errors just above 2 %', { errorRate: 0.0201 }, 'degraded'],
    ['errors at 5 %', { errorRate: 0.05 }, 'degraded'],
    ['errors just above 5 %', { errorRate: 0.0501 }, 'unhealthy'],
    ['timeouts at 3 %', { timeoutRate: 0.03 }, 'healthy'],
    ['timeouts just above 3 %', { timeoutRate: 0.0301 }, 'unhealthy'],
    ['no success at all, so no p99', { errorRate: 1, p99Ms: undefined }, 'unhealthy'],
    ['19 calls, all failed', { calls: 19, errorRate: 1 }, 'unknown'],
    ['20 calls, all failed', { calls: 20, errorRate: 1 }, 'unhealthy'],
  ])('with %s', (_what, over, status) => {
    expect(judge(seen(over)).status).toBe(status);
  });

  it('is judged by the thresholds of its workspace, and says which one was passed', () => {
    const strict = {
      unhealthy: { p99Ms: 500, errorRate: 0.01, timeoutRate: 0.005 },
      degraded: { p99Ms: 90, errorRate: 0 },
    };
    expect(judge(seen({ p99Ms: 100 }), strict)).toEqual({
      status: 'degraded',
      reasons: ['p99 100 ms, above 90 ms'],
    });
    expect(judge(seen({ errorRate: 0.0125, timeoutRate: 0.0125 }), strict).reasons).toEqual([
      '1.25 % errors, above 1 %',
      '1.25 % timeouts, above 0.5 %',
    ]);
  });

  it('says plainly that too few calls are no verdict', () => {
    expect(judge(seen({ calls: 1 })).reasons).toEqual(['1 call in five minutes; a verdict needs 20']);
  });

  it('never looks better when it does worse', () => {
    const rate = fc.double({ min: 0, max: 1, noNaN: true });
    const window = fc.record({
      calls: fc.integer({ min: 20, max: 10_000 }),
      errorRate: rate,
      timeoutRate: rate,
      p99Ms: fc.double({ min: 1, max: 600_000, noNaN: true }),
    });
    fc.assert(
      fc.property(window, rate, rate, fc.nat(10_000), (good, moreErrors, moreTimeouts, slowerMs) => {
        const bad = {
          ...good,
          errorRate: Math.min(1, good.errorRate + moreErrors),
          timeoutRate: Math.min(1, good.timeoutRate + moreTimeouts),
          p99Ms: good.p99Ms + slowerMs,
        };
        expect(RANK[judge(bad).status]).toBeGreaterThanOrEqual(RANK[judge(good, HEALTH_DEFAULTS).status]);
      }),
    );
  });
});
