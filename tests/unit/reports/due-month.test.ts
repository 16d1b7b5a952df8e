import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dueMonth } from '@/lib/reports/due-month';
import { migrationSpans } from '@/lib/reports/migration-spans';
import { savedAtSameVolume } from '@/lib/reports/saved-at-same-volume';

const LONG_AGO = new Date('2020-01-01T00:00:00Z');
const due = (now: string, zone: string, since = LONG_AGO) => dueMonth(new Date(now), zone, since);

describe('the report of a month', () => {
  test.each([
    ['2026-12-01T07:59:59.999Z', 'UTC', undefined],
    ['2026-12-01T08:00:00.000Z', 'UTC', '2026-11'],
    ['2026-12-31T23:59:59.999Z', 'UTC', '2026-11'],
    ['2027-01-01T08:00:00.000Z', 'UTC', '2026-12'],
    ['2026-12-01T00:59:59.999Z', 'Asia/Ho_Chi_Minh', undefined],
    ['2026-12-01T01:00:00.000Z', 'Asia/Ho_Chi_Minh', '2026-11'],
    ['2026-11-01T15:59:59.999Z', 'America/Los_Angeles', undefined],
    ['2026-11-01T16:00:00.000Z', 'America/Los_Angeles', '2026-10'],
  ])('at %s in %s: %s', (now, zone, month) => {
    expect(due(now, zone)).toBe(month);
  });
  it('is not sent for a schedule that was made after it went out', () => {
    expect(due('2026-12-05T00:00:00Z', 'UTC', new Date('2026-12-01T07:59:59Z'))).toBe('2026-11');
    expect(due('2026-12-05T00:00:00Z', 'UTC', new Date('2026-12-01T08:00:00Z'))).toBeUndefined();
  });
});

describe('before and after a day', () => {
  const now = new Date('2026-11-22T10:00:00Z');
  it('are as many days, cut where no more have begun', () => {
    expect(migrationSpans('2026-11-20', 30, 'UTC', now)).toEqual({
      before: { from: new Date('2026-11-17'), to: new Date('2026-11-20') },
      after: { from: new Date('2026-11-20'), to: new Date('2026-11-23') },
      days: 3,
    });
    expect(migrationSpans('2026-11-01', 7, 'UTC', now)?.days).toBe(7);
    expect(migrationSpans('2026-11-22', 7, 'UTC', now)?.days).toBe(1);
  });
  test.each(['2026-11-23', '2026-02-31', '2026-13-01', 'yesterday', ''])('“%s” is no such day', (on) => {
    expect(migrationSpans(on, 7, 'UTC', now)).toBeUndefined();
  });
  it('keep a day of 25 hours whole', () => {
    const spans = migrationSpans('2026-11-01', 1, 'America/New_York', now);
    expect((spans?.after.to.getTime() ?? 0) - (spans?.after.from.getTime() ?? 0)).toBe(25 * 3_600_000);
  });
});

describe('what is saved at the same volume', () => {
  const saved = (requests: [number, number], cost: [string, string]) =>
    savedAtSameVolume([
      { metric: 'requests', before: String(requests[0]), after: String(requests[1]) },
      { metric: 'cost', before: cost[0], after: cost[1] },
    ]);
  it('prices the requests after it at what one cost before', () => {
    expect(saved([10, 20], ['1', '1.5'])).toBe('0.5');
    expect(saved([10, 5], ['1', '0.75'])).toBe('-0.25');
    expect(saved([0, 5], ['0', '1'])).toBeUndefined();
  });
  it('is nothing where nothing changed', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        (n, cents) => {
          const usd = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
          expect(saved([n, n], [usd, usd])).toBe('0');
        },
      ),
    );
  });
});
