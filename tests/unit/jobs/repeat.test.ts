import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { repeat } from '@/lib/jobs/repeat';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => expect.unreachable('no round failed');

test('a round comes first after its own time and then again and again', async () => {
  const round = vi.fn(() => Promise.resolve());
  const rounds = repeat(round, { everyMs: 100, firstMs: 10, onError: never });
  await vi.advanceTimersByTimeAsync(9);
  expect(round).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(1);
  expect(round).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(99);
  expect(round).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(101);
  expect(round).toHaveBeenCalledTimes(3);
  await rounds.close();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(round).toHaveBeenCalledTimes(3);
});

test('while one takes long no other begins', async () => {
  const round = vi.fn(() => new Promise((resolve) => setTimeout(resolve, 250)));
  const rounds = repeat(round, { everyMs: 100, onError: never });
  await vi.advanceTimersByTimeAsync(340);
  expect(round).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(60);
  expect(round).toHaveBeenCalledTimes(2);
  const closed = rounds.close();
  await vi.advanceTimersByTimeAsync(250);
  await closed;
});

test('a round that failed is told of and does not end the others; one that the end broke off is not told of', async () => {
  const errors: unknown[] = [];
  const fail = () =>
    new Promise((_, reject) => {
      setTimeout(() => reject(new Error('away')), 50);
    });
  const rounds = repeat(fail, { everyMs: 100, onError: (error) => errors.push(error) });
  await vi.advanceTimersByTimeAsync(320);
  expect(errors).toHaveLength(2);
  const closed = rounds.close();
  await vi.advanceTimersByTimeAsync(100);
  await closed;
  expect(errors).toHaveLength(2);
});
