import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pauseMs, streakWith, turnOf } from '@/lib/health/probes/schedule';

const NOW = 1_000_000_000;
const due = { nowMs: NOW, nextMs: NOW, everyMs: 60_000 };

describe('whether a target is asked now', () => {
  it('waits until its time has come, to the millisecond', () => {
    expect(turnOf({ ...due, nextMs: NOW + 1 })).toEqual({ kind: 'wait' });
    expect(turnOf(due)).toEqual({ kind: 'ask' });
  });

  it('is not asked while traffic of the last interval says how it is', () => {
    expect(turnOf({ ...due, heardMs: NOW - 59_999 })).toEqual({ kind: 'later', atMs: NOW + 1 });
    expect(turnOf({ ...due, heardMs: NOW - 60_000 })).toEqual({ kind: 'ask' });
  });

  it('is not asked against a time that its provider named, and looked at again after an interval at most', () => {
    expect(turnOf({ ...due, coolingUntilMs: NOW + 5_000 })).toEqual({ kind: 'later', atMs: NOW + 5_000 });
    expect(turnOf({ ...due, coolingUntilMs: NOW + 3_600_000 })).toEqual({
      kind: 'later',
      atMs: NOW + 60_000,
    });
    expect(turnOf({ ...due, coolingUntilMs: NOW })).toEqual({ kind: 'ask' });
  });

  it('does not sit out an interval that was cut meanwhile', () => {
    expect(turnOf({ ...due, nextMs: NOW + 66_001 })).toEqual({ kind: 'ask' });
    expect(turnOf({ ...due, nextMs: NOW + 66_000 })).toEqual({ kind: 'wait' });
  });
});

describe('when it is asked next', () => {
  it('is asked five times as often until the result is sure: three answers or five failures in a row', () => {
    const pauses = (streaks: number[]) => streaks.map((streak) => pauseMs(streak, 60_000, 0.5));
    expect(pauses([1, 2, 3, 100])).toEqual([12_000, 12_000, 60_000, 60_000]);
    expect(pauses([-1, -4, -5, -100])).toEqual([12_000, 12_000, 60_000, 60_000]);
  });

  it('is drawn from a tenth less to a tenth more', () =>
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (random) => {
        const ms = pauseMs(3, 60_000, random);
        expect(ms >= 54_000 && ms <= 66_000).toBe(true);
      }),
    ));

  it('a streak ends with the first other result', () => {
    expect([streakWith(4, true), streakWith(4, false), streakWith(-2, false), streakWith(-2, true)]).toEqual([
      5, -1, -3, 1,
    ]);
  });
});
