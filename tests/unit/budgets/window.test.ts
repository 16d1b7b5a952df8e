import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NEVER_MS, windowAt } from '@/lib/budgets/window';
import { zoneOffset } from '@/lib/pricing/zone-offset';

const span = (period: 'daily' | 'weekly' | 'monthly', at: string, zone: string) => {
  const { startsAt, endsAt } = windowAt(period, Date.parse(at), zoneOffset(zone));
  return [new Date(startsAt).toISOString(), new Date(endsAt).toISOString()];
};

describe('the window of a budget', () => {
  it.each([
    // period, instant, zone, first instant, first instant of the next
    ['daily', '2026-11-22T23:59:59.999Z', 'UTC', '2026-11-22T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['daily', '2026-11-23T00:00:00.000Z', 'UTC', '2026-11-23T00:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    // 23 and 25 hours when the clocks change.
    [
      'daily',
      '2026-03-29T12:00:00Z',
      'Europe/Berlin',
      '2026-03-28T23:00:00.000Z',
      '2026-03-29T22:00:00.000Z',
    ],
    [
      'daily',
      '2026-10-25T12:00:00Z',
      'Europe/Berlin',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ],
    // Both 01:30s of the night belong to one day.
    [
      'daily',
      '2026-11-01T05:30:00Z',
      'America/New_York',
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T05:00:00.000Z',
    ],
    [
      'daily',
      '2026-11-01T06:30:00Z',
      'America/New_York',
      '2026-11-01T04:00:00.000Z',
      '2026-11-02T05:00:00.000Z',
    ],
    // A day that begins at 01:00, for midnight was skipped.
    ['daily', '2026-04-24T12:00:00Z', 'Africa/Cairo', '2026-04-23T22:00:00.000Z', '2026-04-24T21:00:00.000Z'],
    [
      'daily',
      '2026-11-22T12:00:00Z',
      'Asia/Kathmandu',
      '2026-11-21T18:15:00.000Z',
      '2026-11-22T18:15:00.000Z',
    ],
    // Weeks begin on Monday.
    ['weekly', '2026-11-22T12:00:00Z', 'UTC', '2026-11-16T00:00:00.000Z', '2026-11-23T00:00:00.000Z'],
    ['weekly', '2026-11-23T00:00:00Z', 'UTC', '2026-11-23T00:00:00.000Z', '2026-11-30T00:00:00.000Z'],
    ['monthly', '2028-02-29T12:00:00Z', 'UTC', '2028-02-01T00:00:00.000Z', '2028-03-01T00:00:00.000Z'],
    ['monthly', '2026-12-31T23:59:59Z', 'UTC', '2026-12-01T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
    // It is December already in Ho Chi Minh City.
    [
      'monthly',
      '2026-11-30T17:00:00Z',
      'Asia/Ho_Chi_Minh',
      '2026-11-30T17:00:00.000Z',
      '2026-12-31T17:00:00.000Z',
    ],
    [
      'monthly',
      '2026-11-30T16:59:59Z',
      'Asia/Ho_Chi_Minh',
      '2026-10-31T17:00:00.000Z',
      '2026-11-30T17:00:00.000Z',
    ],
  ] as const)('%s at %s in %s', (period, at, zone, first, next) => {
    expect(span(period, at, zone)).toEqual([first, next]);
  });

  it('of all time never ends', () => {
    expect(windowAt('total', Date.now(), () => 0)).toEqual({ startsAt: 0, endsAt: NEVER_MS });
  });

  it('holds its instant, and the next begins where it ends', () => {
    const zone = fc.constantFrom(
      'UTC',
      'Europe/Berlin',
      'America/New_York',
      'Africa/Cairo',
      'America/Santiago',
      'Pacific/Apia',
    );
    const period = fc.constantFrom('daily', 'weekly', 'monthly');
    const at = fc.integer({ min: Date.UTC(2015, 0), max: Date.UTC(2035, 0) });
    fc.assert(
      fc.property(zone, period, at, (zoneName, kind, instant) => {
        const offset = zoneOffset(zoneName);
        const window = windowAt(kind, instant, offset);
        expect(window.startsAt).toBeLessThanOrEqual(instant);
        expect(window.endsAt).toBeGreaterThan(instant);
        expect(windowAt(kind, window.startsAt, offset)).toEqual(window);
        expect(windowAt(kind, window.endsAt, offset).startsAt).toBe(window.endsAt);
      }),
      { numRuns: 300 },
    );
  });
});
