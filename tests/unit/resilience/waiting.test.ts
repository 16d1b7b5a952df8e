import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fullJitterMs, retryDelayMs } from '@/lib/resilience/backoff';
import { Cooldowns } from '@/lib/resilience/cooldowns';
import { answerTimeoutMs, learnedTimeoutMs } from '@/lib/resilience/timeouts';

it('jitter is full: from nothing up to the doubled base, never over the cap', () => {
  expect([1, 2, 3, 9].map((retry) => fullJitterMs(retry, () => 0.999_999))).toEqual([199, 399, 799, 4999]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100 }), fc.double({ min: 0, max: 0.999, noNaN: true }), (n, r) => {
      expect(fullJitterMs(n, () => r)).toBeLessThan(5_000);
    }),
  );
});

it('a retry never comes sooner than Retry-After', () => {
  expect(retryDelayMs(1, 7, () => 0)).toBe(7_000);
  expect(retryDelayMs(1, undefined, () => 0.5)).toBe(100);
});

it('cools for exactly as long as was asked for', () => {
  const cooldowns = new Cooldowns();
  cooldowns.cool(0, 'a/x', 7_000, 'asked', true);
  expect(cooldowns.find(6_999, 'a/x')).toMatchObject({ untilMs: 7_000, binding: true });
  expect(cooldowns.find(7_000, 'a/x')).toBeUndefined();
  expect(cooldowns.find(0, 'b/x')).toBeUndefined();
});

it('without a time: 5 s, doubling with each strike up to 5 minutes, from the start after a success', () => {
  const cooldowns = new Cooldowns();
  let now = 0;
  const times: number[] = [];
  for (let n = 0; n < 8; n += 1) {
    cooldowns.coolGrowing(now, 'a', 'busy');
    cooldowns.coolGrowing(now, 'a', 'busy');
    const until = cooldowns.find(now, 'a')?.untilMs ?? now;
    times.push(until - now);
    now = until;
  }
  expect(times).toEqual([5, 10, 20, 40, 80, 160, 300, 300].map((s) => s * 1000));
  cooldowns.succeeded('a');
  cooldowns.coolGrowing(now, 'a', 'busy');
  expect(cooldowns.find(now, 'a')?.untilMs).toBe(now + 5_000);
});

it('a success ends a guess of ours, not a time that the provider named', () => {
  const cooldowns = new Cooldowns();
  cooldowns.cool(0, 'named', 9_000, 'asked', true);
  cooldowns.cool(0, 'guessed', 9_000, 'guess');
  for (const name of ['named', 'guessed']) cooldowns.succeeded(name);
  expect([cooldowns.find(1, 'named'), cooldowns.find(1, 'guessed')]).toEqual([expect.anything(), undefined]);
});

it('an answer may take the base and 50 ms a token, five minutes at most', () => {
  expect(answerTimeoutMs({ baseMs: 60_000, maxOutputTokens: 100 })).toBe(65_000);
  expect(answerTimeoutMs({ baseMs: 60_000, maxOutputTokens: undefined })).toBe(110_000);
  expect(answerTimeoutMs({ baseMs: 60_000, maxOutputTokens: 100_000 })).toBe(300_000);
  expect(answerTimeoutMs({ baseMs: 400_000, maxOutputTokens: 100 })).toBe(400_000);
});

it('what was learned only ever shortens a limit, and only from 200 calls on', () => {
  expect(learnedTimeoutMs(60_000, { samples: 199, p99Ms: 1_000 })).toBe(60_000);
  expect(learnedTimeoutMs(60_000, { samples: 200, p99Ms: 5_000 })).toBe(20_000);
  expect(learnedTimeoutMs(60_000, { samples: 200, p99Ms: 10 })).toBe(15_000);
  expect(learnedTimeoutMs(12_000, { samples: 200, p99Ms: 10 })).toBe(5_000);
  expect(learnedTimeoutMs(1_000, { samples: 200, p99Ms: 10 })).toBe(1_000);
  expect(learnedTimeoutMs(60_000, { samples: 200, p99Ms: 50_000 })).toBe(60_000);
});
