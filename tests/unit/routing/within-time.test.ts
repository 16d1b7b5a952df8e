import { expect, it } from 'vitest';
import { withinTime } from '@/lib/routing/within-time';

it('gives what the work gives, and throws what it throws', () => {
  expect(withinTime(() => 7, 1_000)).toBe(7);
  const fail = () => {
    throw new TypeError('no');
  };
  expect(() => withinTime(fail, 1_000)).toThrow(TypeError);
});

it('what takes longer gives nothing, and the next work is not harmed by it', () => {
  const forever = () => /^(a+)+$/.test(`${'a'.repeat(60)}b`);
  expect(withinTime(forever, 20)).toBeUndefined();
  expect(withinTime(() => 7, 1_000)).toBe(7);
});
