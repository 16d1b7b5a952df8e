import { describe, expect, test } from 'vitest';
import { bucketsOf } from '@/lib/analytics/granularity';
import { previousSpan } from '@/lib/analytics/previous-span';
import { resolveRange } from '@/lib/analytics/range';
import { computeBurnDown } from '@/lib/budgets/compute-burn-down';

const LATER = new Date('2026-11-01T00:00:00Z');
const iso = (at: Date) => at.toISOString().slice(0, 16);
const custom = (from: string, to: string, zone: string) =>
  resolveRange({ range: 'custom', from, to }, zone, LATER);

/** Zones whose clocks go forward at midnight: the day has no 00:00 and begins at 01:00. The next one has its midnight. */
const SKIPPED = [
  ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00', '2026-04-24T21:00'],
  ['America/Santiago', '2026-09-06', '2026-09-06T04:00', '2026-09-07T03:00'],
  ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00', '2026-03-29T21:00'],
] as const;

describe.each(SKIPPED)('in %s, where %s has no midnight', (zone, day, start, end) => {
  test('that day asked for by itself ends with it', () => {
    const range = custom(day, day, zone);
    expect([iso(range.from), iso(range.to), range.lastDay]).toEqual([start, end, day]);
  });

  test('days begin at their midnights before and after it, on charts too', () => {
    const month = day.slice(0, 8);
    const range = custom(`${month}01`, `${month}30`, zone);
    const edges = bucketsOf(range).edges.map(iso);
    expect(edges).toContain(start);
    expect(edges).toContain(end);
    expect(edges).toHaveLength(31);
  });

  test('thirty days that end with it begin at a midnight', () => {
    const range = resolveRange({ range: '30d' }, zone, new Date(`${start}:00Z`));
    const local = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
    expect(local.format(range.from)).toBe('00:00');
  });

  test('it is compared with the whole day before it', () => {
    const range = custom(day, day, zone);
    const { from, to } = previousSpan(range);
    expect(iso(to)).toBe(start);
    expect((to.getTime() - from.getTime()) / 3_600_000).toBe(24);
  });

  test('a budget’s window that begins with it has each day from its midnight on', () => {
    const next = new Date(`${end}:00Z`);
    const { spent } = computeBurnDown({
      zone,
      startsAt: new Date(`${start}:00Z`),
      resetsAt: new Date(next.getTime() + 6 * 86_400_000),
      days: [],
      now: new Date(next.getTime() + 30 * 60_000),
    });
    expect(spent).toHaveLength(2);
  });
});
