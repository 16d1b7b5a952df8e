import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LearnedRatio } from '@/lib/gateway/targets/learned-ratio';

const fresh = () => new LearnedRatio({ ratio: 1 / 4, worth: 400 });

it('goes by its prior until something is known', () => {
  expect([fresh().tokensOf(400), fresh().tokensOf(1), fresh().tokensOf(0)]).toEqual([100, 1, 0]);
});

it('comes within a twentieth of what is reported, after some answers, whatever the prior was', () => {
  fc.assert(
    fc.property(fc.double({ min: 0.13, max: 1.5, noNaN: true }), (ratio) => {
      const learned = fresh();
      for (let answer = 0; answer < 40; answer += 1) learned.learn(2_000, 2_000 * ratio);
      const error = learned.tokensOf(100_000) / (100_000 * ratio) - 1;
      expect(Math.abs(error)).toBeLessThan(0.05);
    }),
  );
});

it('forgets how a model was that has changed', () => {
  const learned = fresh();
  for (let answer = 0; answer < 1_000; answer += 1) learned.learn(2_000, 500);
  for (let answer = 0; answer < 500; answer += 1) learned.learn(2_000, 1_000);
  expect(learned.tokensOf(1_000)).toBeGreaterThan(475);
});

it('learns nothing from a report that cannot be of what was seen', () => {
  const learned = fresh();
  learned.learn(10, 1_000_000);
  learned.learn(1_000_000, 0);
  expect(learned.tokensOf(400)).toBe(100);
});
