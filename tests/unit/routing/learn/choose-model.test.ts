import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseModel, lambdaOfDial, type Candidate, type ChoiceWish } from '@/lib/routing/learn/choose-model';
import { forecastDial } from '@/lib/routing/learn/forecast-dial';

const strong: Candidate = {
  model: 'strong',
  expectedCostUsd: 0.01,
  latencyMs: 2_000,
  prior: { mean: 0.95, strength: 400 },
};
const weak: Candidate = {
  model: 'weak',
  expectedCostUsd: 0.001,
  latencyMs: 300,
  prior: { mean: 0.8, strength: 400 },
};
const wish: ChoiceWish = { task: 'law', confidence: 1, signals: ['mentions “plaintiff”'], dial: 5 };
const choose = (over: Partial<ChoiceWish>) => chooseModel([strong, weak], { ...wish, ...over }, new Map());

describe('chooseModel', () => {
  it('takes the cheap model at 0 and the best one at 10', () => {
    expect(choose({ dial: 0 })?.chosen.model).toBe('weak');
    expect(choose({ dial: 10 })?.chosen.model).toBe('strong');
  });
  it('keeps a floor by the lower bound, not by the mean', () => {
    expect(choose({ dial: 0, floor: 0.76 })?.chosen.model).toBe('weak');
    expect(choose({ dial: 0, floor: 0.79 })?.chosen.model).toBe('strong');
  });
  it('trusts a doubtful task less', () => {
    expect(choose({ dial: 0, floor: 0.76, confidence: 0.2 })?.chosen.model).toBe('strong');
  });
  it('says so when nothing keeps the floor, and takes the surest', () => {
    expect(choose({ dial: 0, floor: 0.99 })).toMatchObject({
      floorMissed: true,
      chosen: { model: 'strong' },
    });
  });
  it('never takes a model slower than allowed, and nothing when all are', () => {
    expect(choose({ dial: 10, maxLatencyMs: 300 })?.chosen.model).toBe('weak');
    expect(choose({ dial: 10, maxLatencyMs: 299 })).toBeUndefined();
  });
  it('explains task, signals, runner-up, and why each other was not chosen', () => {
    const choice = choose({ dial: 0, floor: 0.79 });
    expect(choice).toMatchObject({ task: 'law', signals: ['mentions “plaintiff”'], floorMissed: false });
    expect(choice?.candidates.find(({ model }) => model === 'weak')?.reason).toBe(
      'surely good in 77 % only, below the floor of 79 %',
    );
    expect(choose({})?.runnerUp?.model).toBeDefined();
  });
  it('never costs more at a lower dial', () => {
    const candidate = fc.record({
      model: fc.string(),
      expectedCostUsd: fc.double({ min: 0, max: 1, noNaN: true }),
      prior: fc.record({
        mean: fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        strength: fc.integer({ min: 1, max: 500 }),
      }),
    });
    const dials = fc.tuple(fc.nat(10), fc.nat(10)).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
    fc.assert(
      fc.property(fc.array(candidate, { minLength: 1, maxLength: 6 }), dials, (candidates, [low, high]) => {
        const at = (dial: number) =>
          chooseModel(candidates, { ...wish, dial }, new Map())?.chosen.expectedCostUsd ?? 0;
        return at(low) <= at(high) + 1e-9;
      }),
    );
  });
  it('has a dial from 0 to 10', () => {
    expect(lambdaOfDial(10)).toBe(0);
    expect(() => lambdaOfDial(11)).toThrow(RangeError);
  });
});

describe('forecastDial', () => {
  const requests = Array.from({ length: 100 }, () => ({ candidates: [strong, weak], wish }));
  const forecast = (dial: number, floor?: number) => forecastDial(requests, dial, floor, new Map());

  it('gives cost, quality and share of strong calls, each within its interval', () => {
    for (const one of [forecast(0), forecast(10)])
      for (const { mean, low, high } of [one.costUsdPerRequest, one.quality, one.strongShare]) {
        expect(low).toBeLessThanOrEqual(mean);
        expect(high).toBeGreaterThanOrEqual(mean);
      }
    expect(forecast(10).strongShare.mean).toBe(1);
    expect(forecast(0).costUsdPerRequest.mean).toBeCloseTo(0.001, 9);
  });
  it('says that there is no slack where the floor leaves nothing cheaper', () => {
    expect(forecast(0, 0.9).verdict).toBe('no routable slack here');
    expect(forecast(0, 0.7).verdict).toBeUndefined();
  });
});
