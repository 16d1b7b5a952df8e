import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advance, NEW_CONDITION, type Condition, type Step, type Verdict } from '@/lib/alerts/advance';

const MIN = 60_000;
const step = (verdict: Verdict, nowMs: number, more: Partial<Step> = {}): Step => ({
  verdict,
  nowMs,
  forMs: 5 * MIN,
  muted: false,
  ...more,
});

describe('the condition of an alert', () => {
  it('fires when it was over for as long as it has to, and not a millisecond before', () => {
    const pending = advance(NEW_CONDITION, step('over', 0)).condition;
    expect(pending.phase).toBe('pending');
    expect(advance(pending, step('over', 5 * MIN - 1)).event).toBeUndefined();
    expect(advance(pending, step('over', 5 * MIN))).toMatchObject({ event: 'fired', announce: true });
  });

  it('fires at once where nothing is to be waited for', () =>
    expect(advance(NEW_CONDITION, step('over', 7, { forMs: 0 })).condition).toEqual({
      phase: 'firing',
      sinceMs: 7,
      announced: true,
    }));

  it.each(['near', 'clear', 'unknown'] as const)(
    'that waits is over with one reading that is %s',
    (verdict) => {
      const pending: Condition = { phase: 'pending', sinceMs: 0, announced: false };
      expect(advance(pending, step(verdict, 1)).condition.phase).toBe('ok');
    },
  );

  it.each(['over', 'near', 'unknown'] as const)('that fires goes on while readings are %s', (verdict) => {
    const firing: Condition = { phase: 'firing', sinceMs: 0, announced: true };
    expect(advance(firing, step(verdict, 1))).toEqual({ condition: firing, announce: false });
  });

  it('that fired while muted is told when the mute ends, once', () => {
    const fired = advance(NEW_CONDITION, step('over', 0, { forMs: 0, muted: true }));
    expect(fired).toMatchObject({ event: 'fired', announce: false });
    const told = advance(fired.condition, step('over', 1));
    expect(told).toMatchObject({ event: 'still_firing', announce: true });
    expect(advance(told.condition, step('over', 2)).announce).toBe(false);
  });

  it('that nobody heard of ends without a word', () => {
    const firing: Condition = { phase: 'firing', sinceMs: 0, announced: false };
    expect(advance(firing, step('clear', 1))).toMatchObject({ event: 'resolved', announce: false });
  });
});

describe('whatever the readings are', () => {
  const looks = fc.array(
    fc.record({
      verdict: fc.constantFrom<Verdict>('over', 'near', 'clear', 'unknown'),
      afterMs: fc.integer({ min: 0, max: 4 * MIN }),
      muted: fc.boolean(),
    }),
    { maxLength: 60 },
  );

  it('beginnings and ends take turns, also those that are told, and nothing is told while muted', () =>
    fc.assert(
      fc.property(looks, fc.integer({ min: 0, max: 8 * MIN }), (list, forMs) => {
        let condition = NEW_CONDITION;
        let nowMs = 0;
        let open = false;
        let told = false;
        let overSince: number | undefined;
        for (const { verdict, afterMs, muted } of list) {
          nowMs += afterMs;
          if (verdict !== 'over') overSince = undefined;
          else overSince ??= nowMs;
          const done = advance(condition, { verdict, nowMs, forMs, muted });
          if (muted) expect(done.announce).toBe(false);
          if (done.event === 'fired') {
            expect(open).toBe(false);
            expect(nowMs - (overSince ?? Infinity)).toBeGreaterThanOrEqual(forMs);
          }
          if (done.event === 'resolved') expect([open, verdict]).toEqual([true, 'clear']);
          if (done.announce) {
            expect(told).toBe(done.event === 'resolved');
            told = done.event !== 'resolved';
          } else if (done.event === 'resolved') told = false;
          if (done.event !== undefined) open = done.event !== 'resolved';
          expect(open).toBe(done.condition.phase === 'firing');
          ({ condition } = done);
        }
      }),
    ));
});
