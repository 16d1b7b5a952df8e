import { describe, expect, it } from 'vitest';
import { computeBurnDown, type BurnDownInput } from '@/lib/budgets/compute-burn-down';

const utc = (text: string) => new Date(`${text}Z`);
const NOVEMBER = { startsAt: utc('2026-11-01T00:00'), resetsAt: utc('2026-12-01T00:00') };
const burn = (over: Partial<BurnDownInput> = {}) =>
  computeBurnDown({ zone: 'UTC', ...NOVEMBER, days: [], now: utc('2026-11-04T12:00'), ...over });
const days = (from: number, to: number, usd: string) =>
  Array.from({ length: to - from + 1 }, (_, n) => ({
    day: `2026-11-${String(from + n).padStart(2, '0')}`,
    usd,
  }));

describe('the burn-down of a window', () => {
  it('adds up exactly, day by day, with days without spend in between', () => {
    const [first, third] = [...days(1, 1, '0.1'), ...days(3, 3, '0.2')];
    expect(burn({ days: [first, third].flatMap((day) => day ?? []) }).spent).toEqual([
      { day: '2026-11-01', usd: '0.1' },
      { day: '2026-11-02', usd: '0.1' },
      { day: '2026-11-03', usd: '0.3' },
      { day: '2026-11-04', usd: '0.3' },
    ]);
  });

  it('has a day for each from today to the last one of the window', () => {
    const { ahead } = burn();
    expect([ahead.at(0), ahead.at(-1), ahead.length]).toEqual(['2026-11-04', '2026-11-30', 27]);
  });

  it('does not guess before four whole days', () => {
    expect(burn({ days: days(1, 4, '1') }).forecast).toEqual({ kind: 'too-short', days: 3, needed: 4 });
    expect(burn({ days: [] }).forecast).toEqual({ kind: 'too-short', days: 0, needed: 4 });
  });

  it('of the same amount each day leads to that amount by the days', () => {
    const { forecast } = burn({ days: days(1, 9, '2'), now: utc('2026-11-10T00:00') });
    expect(forecast).toMatchObject({ kind: 'forecast', basis: 'mean', usd: 60, lowUsd: 60, highUsd: 60 });
  });

  it('counts days of before the window as history, and not as spent', () => {
    const before = [{ day: '2026-10-20', usd: '3' }, ...days(1, 1, '3')];
    const { spent, forecast } = burn({ days: before, now: utc('2026-11-01T23:59') });
    expect(spent).toEqual([{ day: '2026-11-01', usd: '3' }]);
    expect(forecast?.kind).toBe('forecast');
  });

  it('follows local days over a change of the clocks', () => {
    const zone = 'America/New_York';
    const window = { startsAt: utc('2026-11-01T04:00'), resetsAt: utc('2026-11-08T05:00') };
    const { spent, ahead } = burn({ zone, ...window, now: utc('2026-11-03T04:59') });
    expect(spent.map(({ day }) => day)).toEqual(['2026-11-01', '2026-11-02']);
    expect(ahead).toEqual(['2026-11-02', ...[3, 4, 5, 6, 7].map((day) => `2026-11-0${day}`)]);
  });

  it('of one that never starts anew goes on from what was spent before, without a forecast', () => {
    const endless = burn({ startsAt: new Date(0), resetsAt: null, days: days(4, 4, '1'), openingUsd: '9' });
    expect([endless.spent.length, endless.spent[0]?.usd, endless.spent.at(-1)?.usd]).toEqual([57, '9', '10']);
    expect([endless.ahead, endless.forecast]).toEqual([[], undefined]);
  });
});
