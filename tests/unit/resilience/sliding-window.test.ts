import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SlidingWindow } from '@/lib/resilience/sliding-window';
import { WindowModel } from './sliding-window-model';

describe('a window of 60 seconds', () => {
  it('allows the limit and not one more, and says what is left', () => {
    const window = new SlidingWindow(2);
    expect(window.take(0)).toMatchObject({ allowed: true, remaining: 1 });
    expect(window.take(10)).toMatchObject({ allowed: true, remaining: 0 });
    expect(window.take(20)).toMatchObject({ allowed: false, remaining: 0 });
  });

  it('says when it is worth coming back, and then there is room', () => {
    const window = new SlidingWindow(1);
    window.take(500);
    const refused = window.take(30_000);
    expect(refused.retryAfterMs).toBe(31_000);
    expect(window.take(30_000 + refused.retryAfterMs - 1).allowed).toBe(false);
    expect(window.take(30_000 + refused.retryAfterMs).allowed).toBe(true);
  });

  it('lets a single thing larger than the limit through when there is nothing else', () => {
    const window = new SlidingWindow(100);
    expect(window.take(0, 500).allowed).toBe(true);
    expect(window.take(1, 1).allowed).toBe(false);
  });

  it('is corrected by what it really was', () => {
    const window = new SlidingWindow(100);
    window.take(0, 80);
    window.add(10, -50);
    expect(window.check(20, 70)).toMatchObject({ allowed: true, remaining: 70 });
    window.add(30, 40);
    expect(window.check(40, 40).allowed).toBe(false);
  });

  it('gives back to the second that was charged, and nothing once that has left', () => {
    const window = new SlidingWindow(100);
    window.take(0, 80);
    window.add(30_000, -50, 0);
    expect(window.check(30_000, 70)).toMatchObject({ allowed: true, remaining: 70 });
    window.take(30_000, 70);
    window.add(61_000, -30, 0);
    expect(window.check(61_000, 1).remaining).toBe(30);
  });

  it('is empty again after a long silence', () => {
    const window = new SlidingWindow(3);
    for (let n = 0; n < 3; n += 1) window.take(n);
    expect(window.check(10_000_000)).toMatchObject({ allowed: true, remaining: 3, resetMs: 0 });
  });
});

it('never admits more than the limit in any 60 seconds, and refuses only what the last 61 seconds explain', () => {
  const call = fc.record({
    after: fc.integer({ min: 0, max: 9_000 }),
    amount: fc.integer({ min: 1, max: 5 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 5, max: 20 }), fc.array(call, { maxLength: 120 }), (limit, calls) => {
      const window = new SlidingWindow(limit);
      const admitted: { at: number; amount: number }[] = [];
      const within = (now: number, ms: number) =>
        admitted.filter(({ at }) => at > now - ms).reduce((sum, { amount }) => sum + amount, 0);
      let now = 0;
      for (const { after, amount } of calls) {
        now += after;
        if (window.take(now, amount).allowed) {
          admitted.push({ at: now, amount });
          expect(within(now, 60_000)).toBeLessThanOrEqual(limit);
        } else expect(within(now, 61_000) + amount).toBeGreaterThan(limit);
      }
    }),
  );
});

it('never admits more or less, and never tells another wait, than a model that remembers every second', () => {
  const step = fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 4_000 }), fc.constantFrom(0, 1_000, 59_999, 60_000, 61_000)),
    act: fc.constantFrom('take', 'take', 'take', 'more', 'back'),
    amount: fc.integer({ min: 1, max: 30 }),
    ago: fc.nat(70_000),
  });
  fc.assert(
    fc.property(
      fc.integer({ min: 5, max: 60 }),
      fc.array(step, { maxLength: 80, size: 'max' }),
      (limit, steps) => {
        const window = new SlidingWindow(limit);
        const model = new WindowModel(limit);
        let now = 70_000;
        for (const { after, act, amount, ago } of steps) {
          now += after;
          if (act === 'more') {
            window.add(now, amount);
            model.add(now, amount);
          } else if (act === 'back') {
            window.add(now, -amount, now - ago);
            model.giveBack(now, amount, now - ago);
          } else {
            const retryAfterMs = model.waitUntil(now, (at) => model.fits(at, amount));
            const allowed = retryAfterMs === 0;
            if (allowed) model.add(now, amount);
            expect(window.take(now, amount)).toMatchObject({ allowed, retryAfterMs });
          }
          const used = model.used(now);
          const resetMs = model.waitUntil(now, (at) => model.used(at) === 0);
          expect(window.check(now, 0)).toMatchObject({ remaining: Math.max(0, limit - used), resetMs });
        }
      },
    ),
    { numRuns: 300 },
  );
});
