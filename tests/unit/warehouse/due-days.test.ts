import { describe, expect, it } from 'vitest';
import { closedDays, daysBetween } from '@/lib/warehouse/due-days';

const at = (text: string) => Date.parse(text);

describe('days that are closed', () => {
  it('a day is closed 26 hours after its end, when the last open request of it is settled', () => {
    expect(closedDays(at('2026-11-23T01:59:59Z'), 2)).toEqual(['2026-11-20', '2026-11-19']);
    expect(closedDays(at('2026-11-23T02:00:00Z'), 1)).toEqual(['2026-11-21']);
  });

  it('goes from day to day, both with, over the end of a month', () => {
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
    expect(daysBetween('2026-03-01', '2026-03-01')).toEqual(['2026-03-01']);
    expect(() => daysBetween('2026-03-02', '2026-03-01')).toThrow(RangeError);
  });
});
