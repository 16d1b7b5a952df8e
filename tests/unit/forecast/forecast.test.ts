import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anomalyScore } from '@/lib/forecast/anomaly';
import { forecast, MIN_DAYS, type Day } from '@/lib/forecast/forecast';

/** mulberry32: the same numbers each time. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const weekdayOf = (day: number) => (day % 7) + 1;
const SHOP = [0, 10, 11, 12, 11, 9, 3, 2];

/** Days of a shop that is busy on weekdays; `noise` makes one factor. */
function simulate(days: number, noise: () => number): Day[] {
  return Array.from({ length: days }, (_, day) => ({
    weekday: weekdayOf(day),
    usd: (SHOP[weekdayOf(day)] ?? 0) * noise(),
  }));
}

/** Share of runs in which the interval, after so many days, held what the next two weeks came to. */
function coverage(known: number, noiseOf: (random: () => number) => () => number): number {
  const runs = 600;
  let held = 0;
  for (let run = 0; run < runs; run += 1) {
    const all = simulate(known + 15, noiseOf(randomFrom(run + 1)));
    const result = forecast({
      history: all.slice(0, known),
      spentUsd: 0,
      today: { weekday: weekdayOf(known), left: 1 },
      ahead: all.slice(known + 1).map(({ weekday }) => weekday),
    });
    const actual = all.slice(known).reduce((sum, { usd }) => sum + usd, 0);
    if (result.kind === 'forecast' && actual >= result.lowUsd && actual <= result.highUsd) held += 1;
  }
  return held / runs;
}

describe('the interval of 80 %', () => {
  const normal = (random: () => number) => () =>
    1 + 0.25 * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const skewed = (random: () => number) => () => -Math.log(1 - random());

  it.each([14, 28, 56])('holds about 80 %% of what comes after %s days of normal noise', (days) => {
    const share = coverage(days, normal);
    expect(share).toBeGreaterThan(0.7);
    expect(share).toBeLessThan(0.93);
  });

  it.each([28, 56])('and after %s days of skewed noise', (days) => {
    const share = coverage(days, skewed);
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.95);
  });

  it('is wide rather than wrong while there are less than two weeks', () =>
    expect(coverage(8, normal)).toBeGreaterThan(0.75));
});

describe('a forecast', () => {
  const steady = (days: number): Day[] => simulate(days, () => 1);

  it('follows the weekdays: the same days cost the same, whatever their order in the month', () => {
    const result = forecast({
      history: steady(28),
      spentUsd: 100,
      today: { weekday: 1, left: 0 },
      ahead: [6, 7],
    });
    expect(result).toMatchObject({ kind: 'forecast', basis: 'weekday' });
    if (result.kind === 'forecast') expect(result.usd).toBeCloseTo(100 + (4 * 5 + (2 * 58) / 7) / 5, 6);
  });

  it('says that there is not enough history, and gives no number', () => {
    const input = { spentUsd: 5, today: { weekday: 3, left: 0.5 }, ahead: [4, 5] };
    expect(forecast({ ...input, history: steady(MIN_DAYS - 1) })).toEqual({
      kind: 'too-short',
      days: MIN_DAYS - 1,
      needed: MIN_DAYS,
    });
    expect(forecast({ ...input, history: steady(MIN_DAYS) })).toMatchObject({
      kind: 'forecast',
      basis: 'mean',
    });
  });

  it('is what is spent when the window is over', () =>
    expect(
      forecast({ history: steady(20), spentUsd: 42, today: { weekday: 1, left: 0 }, ahead: [] }),
    ).toMatchObject({ usd: 42, lowUsd: 42, highUsd: 42 }));

  it('is never below what is spent, in order, and scales with the currency', () =>
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0, max: 1000, noNaN: true }), { minLength: MIN_DAYS, maxLength: 60 }),
        fc.double({ min: 0, max: 1e5, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 0, max: 30 }),
        (amounts, spentUsd, left, days) => {
          const run = (factor: number) =>
            forecast({
              history: amounts.map((usd, day) => ({ weekday: weekdayOf(day), usd: usd * factor })),
              spentUsd: spentUsd * factor,
              today: { weekday: 2, left },
              ahead: Array.from({ length: days }, (_, day) => weekdayOf(day + 2)),
            });
          const [one, two] = [run(1), run(2)];
          if (one.kind !== 'forecast' || two.kind !== 'forecast') throw new Error('there was enough history');
          expect(one.lowUsd).toBeGreaterThanOrEqual(spentUsd);
          expect(one.usd).toBeGreaterThanOrEqual(one.lowUsd - 1e-6);
          expect(one.highUsd).toBeGreaterThanOrEqual(one.usd - 1e-6);
          expect(two.highUsd).toBeCloseTo(one.highUsd * 2, 4);
          expect(one.path).toHaveLength(days + 1);
        },
      ),
    ));
});

describe('an anomaly', () => {
  it('needs four values to know what is usual', () => {
    expect(anomalyScore(100, [1, 1, 1])).toEqual({ score: undefined, usual: 1 });
    expect(anomalyScore(100, [1, 1, 1, 1]).score).toBe(990);
  });

  it('is not hidden by a spike in the history', () => {
    const calm = anomalyScore(30, [9, 10, 11, 10, 10, 9]).score ?? 0;
    const spiked = anomalyScore(30, [9, 10, 11, 10, 1000, 9]).score ?? 0;
    expect(spiked).toBeGreaterThan(calm * 0.5);
  });

  it('is not a first cent', () => expect(anomalyScore(0.01, [0, 0, 0, 0]).score).toBe(1));
});
