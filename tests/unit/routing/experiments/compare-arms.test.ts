import { describe, expect, it } from 'vitest';
import { HISTOGRAM_BUCKETS } from '@/lib/analytics/histogram';
import { type ArmTotals, NO_TOTALS } from '@/lib/routing/experiments/arm-totals';
import { compareArms, type Measure } from '@/lib/routing/experiments/compare-arms';
import { describeArm } from '@/lib/routing/experiments/describe-arm';

/** Latencies in two buckets, `slow` of them in the later one. */
const latencies = (all: number, slow: number) =>
  Array.from({ length: HISTOGRAM_BUCKETS }, (_, bucket) =>
    bucket === 30 ? all - slow : bucket === 44 ? slow : 0,
  );
const arm = (requests: number, errors: number, over: Partial<ArmTotals> = {}): ArmTotals => ({
  ...NO_TOTALS,
  latencies: latencies(requests, Math.round(requests * 0.01)),
  ...{ requests, errors },
  ...over,
});
const compared = (a: ArmTotals, b: ArmTotals, measure: Measure) =>
  compareArms([
    { name: 'a', totals: a },
    { name: 'b', totals: b },
  ]).find((one) => one.measure === measure);

describe('compareArms', () => {
  it('names the arm that fails less often once that is sure', () => {
    expect(compared(arm(5_000, 50), arm(5_000, 300), 'errorRate')).toEqual({
      measure: 'errorRate',
      better: 'a',
      words: 'error rate: a fails less often',
    });
  });

  it('says how many more requests would tell what it looks like, and these do tell', () => {
    const few = compared(arm(500, 5), arm(500, 10), 'errorRate');
    expect(few?.better).toBeUndefined();
    const more = few?.moreRequests ?? 0;
    expect(more).toBeGreaterThan(1_000);
    const times = 1 + more / 1_000;
    const then = [5, 10].map((errors) => arm(Math.ceil(500 * times), Math.ceil(errors * times)));
    expect(compared(then[0] ?? NO_TOTALS, then[1] ?? NO_TOTALS, 'errorRate')?.better).toBe('a');
  });

  it('does not promise an end where the arms look the same', () => {
    const same = compared(arm(500, 5), arm(500, 5), 'errorRate');
    expect(same).toEqual({
      measure: 'errorRate',
      words: 'error rate: no difference can be told yet: more than a million more requests',
    });
  });

  it('tells costs, slow ends and scores apart each by its own figures', () => {
    const cost = (mean: number) => ({
      cost: { count: 900, sum: 900 * mean, squares: 900 * (mean * mean + 1e-6) },
    });
    expect(compared(arm(900, 9, cost(0.01)), arm(900, 9, cost(0.02)), 'cost')?.better).toBe('a');
    const slow = (count: number) => ({ latencies: latencies(3_000, count) });
    expect(compared(arm(3_000, 9, slow(400)), arm(3_000, 9, slow(20)), 'p95')?.better).toBe('b');
    const score = (sum: number) => ({ score: { count: 900, sum, squares: sum } });
    expect(compared(arm(900, 9, score(600)), arm(900, 9, score(800)), 'score')?.better).toBe('b');
  });

  it('compares nothing with fewer than 30 observations, and each further arm with the first', () => {
    expect(compared(arm(29, 0), arm(500, 0), 'errorRate')?.words).toContain('30 observations at least');
    const three = ['a', 'b', 'c'].map((name) => ({ name, totals: arm(100, 1) }));
    expect(compareArms(three)).toHaveLength(8);
    expect(compareArms(three)[4]?.words).toMatch(/^a and c, error rate/);
  });
});

describe('describeArm', () => {
  it('gives intervals that hold the figure, and leaves out what is not known', () => {
    const { errorRate, p95Ms, costUsd, score } = describeArm(arm(1_000, 20));
    expect(errorRate).toMatchObject({ value: 0.02 });
    expect(errorRate?.low).toBeLessThan(0.02);
    expect(errorRate?.high).toBeGreaterThan(0.02);
    expect(p95Ms?.low).toBeLessThanOrEqual(p95Ms?.value ?? 0);
    expect([costUsd, score]).toEqual([undefined, undefined]);
    expect(describeArm(arm(29, 0))).toEqual({});
  });

  it('has no certainty from no error at all', () => {
    expect(describeArm(arm(100, 0)).errorRate?.high).toBeGreaterThan(0.01);
  });
});
