import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addStretch, NO_ODDS_EVIDENCE, strengthOf, type Table } from '@/lib/routing/experiments/odds-process';
import { seededRandom } from '@/lib/simulator/random';

const table = fc.tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 })).chain(([n1, n0]) =>
  fc.record({
    control: fc.record({ trials: fc.constant(n0), events: fc.integer({ min: 0, max: n0 }) }),
    canary: fc.record({ trials: fc.constant(n1), events: fc.integer({ min: 0, max: n1 }) }),
  }),
);

const choose = (n: number, k: number): number => {
  let product = 1;
  for (let at = 1; at <= k; at += 1) product *= (n - k + at) / at;
  return product;
};

/** By its definition: weights C(n₁, x) C(n₀, m − x) ψ^x over all x. */
function shareOf({ control, canary }: Table, odds: number, events: number): number {
  const all = control.events + canary.events;
  const weight = (x: number) =>
    choose(canary.trials, x) * choose(control.trials, all - x) * (all - x < 0 ? 0 : odds ** x);
  const support = Array.from({ length: canary.trials + 1 }, (_, x) => x).filter(
    (x) => x <= all && all - x <= control.trials,
  );
  return weight(events) / support.reduce((sum, x) => sum + weight(x), 0);
}

/** Strength of the evidence in the end, and the most that it ever was, of a life in stretches. */
function live(seed: number, canaryRate: number, { stretches = 120, trials = 100, share = 0.25 } = {}) {
  const random = seededRandom('odds', seed);
  const eventsIn = (count: number, rate: number) =>
    Array.from({ length: count }, () => random() < rate).filter(Boolean).length;
  let evidence = NO_ODDS_EVIDENCE;
  let most = 0;
  let requests = 0;
  for (let at = 0; at < stretches && most < 100; at += 1) {
    // The rate of the hour drifts, and a stretch in ten is an outage of both.
    const drift = at % 10 === 0 ? 0.3 : 0.01 * (1 + (at % 7));
    const canary = Math.round(trials * share);
    evidence = addStretch(evidence, {
      control: { trials: trials - canary, events: eventsIn(trials - canary, drift) },
      canary: { trials: canary, events: eventsIn(canary, Math.min(1, drift + canaryRate)) },
    });
    most = Math.max(most, strengthOf(evidence));
    requests += canary;
  }
  return { most, requests };
}

describe('evidence by odds', () => {
  it('is the likelihood ratio of the noncentral hypergeometric distribution, term by term', () => {
    fc.assert(
      fc.property(table, (one) => {
        const expected = [1.25, 1.5, 2, 3, 5, 10].map((odds) =>
          Math.log(shareOf(one, odds, one.canary.events) / shareOf(one, 1, one.canary.events)),
        );
        addStretch(NO_ODDS_EVIDENCE, one).forEach((ratio, at) =>
          expect(ratio).toBeCloseTo(expected[at] ?? 0, 8),
        );
      }),
    );
  });

  it('is a fair bet where the odds are just what is allowed, and a losing one below', () => {
    fc.assert(
      fc.property(table, fc.double({ min: 0.5, max: 3, noNaN: true }), (one, allowed) => {
        const all = one.control.events + one.canary.events;
        const expectedAt = (truth: number) => {
          let sum = 0;
          for (let x = Math.max(0, all - one.control.trials); x <= Math.min(all, one.canary.trials); x += 1) {
            const seen = {
              control: { ...one.control, events: all - x },
              canary: { ...one.canary, events: x },
            };
            sum += shareOf(one, truth, x) * strengthOf(addStretch(NO_ODDS_EVIDENCE, seen, allowed));
          }
          return sum;
        };
        expect(expectedAt(allowed)).toBeCloseTo(1, 6);
        expect(expectedAt(allowed * 0.7)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('rarely ever reaches 20 to 1 in 400 lives that are no worse, looked at 120 times each', () => {
    const alarms = Array.from({ length: 400 }, (_, seed) => live(seed, 0)).filter(({ most }) => most >= 20);
    // Ville's inequality allows 1 in 20; three deviations of 400 draws above that is 33.
    expect(alarms.length).toBeLessThan(33);
  });

  it('reaches 100 to 1 in nearly all lives that are 5 points worse', () => {
    const lives = Array.from({ length: 100 }, (_, seed) => live(seed, 0.05));
    expect(lives.filter(({ most }) => most >= 100).length).toBeGreaterThanOrEqual(97);
  });

  it('says nothing where an arm is empty or nothing happened', () => {
    const nothing = { trials: 0, events: 0 };
    const quiet = { trials: 50, events: 0 };
    const loud = { trials: 50, events: 5 };
    expect(addStretch(NO_ODDS_EVIDENCE, { control: nothing, canary: loud })).toBe(NO_ODDS_EVIDENCE);
    expect(addStretch(NO_ODDS_EVIDENCE, { control: quiet, canary: quiet })).toBe(NO_ODDS_EVIDENCE);
  });

  it('stays a number in an outage of a million requests', () => {
    const all = { trials: 20_000, events: 20_000 };
    expect(strengthOf(addStretch(NO_ODDS_EVIDENCE, { control: all, canary: all }))).toBeCloseTo(1, 6);
    const worst = { control: { trials: 100_000, events: 0 }, canary: { trials: 10_000, events: 10_000 } };
    expect(strengthOf(addStretch(NO_ODDS_EVIDENCE, worst))).toBe(1e12);
  });
});
