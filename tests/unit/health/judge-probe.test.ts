import { expect, it } from 'vitest';
import { judge, MIN_CALLS } from '@/lib/health/judge';
import { judgeWithProbe, type SeenProbe } from '@/lib/health/probes/judge-probe';

const NOW = new Date('2026-11-22T12:00:00Z');
const ago = (s: number) => new Date(NOW.getTime() - s * 1_000);
const probe = (over: Partial<SeenProbe> = {}): SeenProbe => ({
  ...{ at: ago(10), everyS: 60, streak: 1, reason: '', latencyMs: 200, ...over },
});
const QUIET = { calls: 0, errorRate: 0, timeoutRate: 0, p99Ms: undefined };
const judged = (seen: typeof QUIET, of: SeenProbe | undefined) => judgeWithProbe(judge(seen), seen, of, NOW);

it('without calls an answered probe makes a target healthy, and three failures in a row unhealthy', () => {
  expect(judged(QUIET, probe())).toEqual({ status: 'healthy', reasons: [] });
  expect(judged(QUIET, probe({ streak: -2, reason: 'answered 503' })).status).toBe('unknown');
  expect(judged(QUIET, probe({ streak: -3, reason: 'could not be reached (ECONNREFUSED)' }))).toEqual({
    status: 'unhealthy',
    reasons: ['3 probes in a row failed: it could not be reached (ECONNREFUSED)'],
  });
});

it('an old probe, or none, says nothing', () => {
  expect(judged(QUIET, probe({ at: ago(180) })).status).toBe('healthy');
  expect(judged(QUIET, probe({ at: ago(181) })).status).toBe('unknown');
  expect(judged(QUIET, undefined).status).toBe('unknown');
});

it('calls that failed are not made good by a probe, and enough calls decide alone', () => {
  expect(judged({ ...QUIET, calls: 2, errorRate: 0.5 }, probe()).status).toBe('unknown');
  expect(judged({ ...QUIET, calls: MIN_CALLS }, probe({ streak: -9 })).status).toBe('healthy');
});
