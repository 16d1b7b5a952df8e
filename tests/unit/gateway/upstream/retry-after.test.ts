import { expect, it } from 'vitest';
import { retryAfterSeconds } from '@/lib/gateway/upstream/retry-after';

const now = Date.parse('2026-11-22T00:00:00Z');
const read = (value: string | undefined) => retryAfterSeconds(value, now);

it('reads seconds and HTTP dates, rounded up', () => {
  expect(read('7')).toBe(7);
  expect(read('0.2')).toBe(1);
  expect(read('Sun, 22 Nov 2026 00:00:30 GMT')).toBe(30);
});
it('never waits longer than five minutes nor less than nothing', () => {
  expect(read('301')).toBe(300);
  expect(read('Sat, 21 Nov 2026 00:00:00 GMT')).toBe(0);
});
it('says nothing where the header says nothing', () => {
  for (const value of [undefined, '', 'soon', '-1']) expect(read(value)).toBeUndefined();
});
