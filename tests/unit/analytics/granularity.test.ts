import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bucketsOf } from '@/lib/analytics/granularity';
import { QUARTER_MS } from '@/lib/analytics/range';

const of = (from: string, to: string, zone = 'UTC') =>
  bucketsOf({ from: new Date(from), to: new Date(to), zone });

describe('bucket size', () => {
  test.each([
    ['2026-11-01T06:00Z', '15 minutes', 24],
    ['2026-11-01T06:15Z', '30 minutes', 13],
    ['2026-11-02T12:00Z', '30 minutes', 72],
    ['2026-11-02T12:15Z', '3 hours', 13],
    ['2026-11-09T00:00Z', '3 hours', 64],
    ['2026-11-09T00:15Z', 'day', 9],
    ['2027-02-09T00:00Z', 'day', 100],
    ['2027-02-09T00:15Z', 'week', 16],
  ])('from 1 November to %s is shown by %s', (to, unit, count) => {
    const buckets = of('2026-11-01T00:00Z', to);
    expect([buckets.unit, buckets.edges.length - 1]).toEqual([unit, count]);
  });
});

test('a day is 25 hours when the clocks go back, and 23 when they go forward', () => {
  const hours = (edges: Date[]) =>
    edges.slice(1).map((edge, index) => (+edge - +(edges[index] ?? 0)) / 3_600_000);
  const autumn = of('2026-10-20T22:00Z', '2026-10-31T23:00Z', 'Europe/Berlin').edges;
  expect(hours(autumn)).toEqual([24, 24, 24, 24, 25, 24, 24, 24, 24, 24, 24]);
  const spring = of('2026-03-23T23:00Z', '2026-04-02T22:00Z', 'Europe/Berlin').edges;
  expect(hours(spring)).toContain(23);
});

test('buckets cover each range without gap or overlap, on quarter hours, with at most 110 points', () => {
  const zones = [
    'UTC',
    'Asia/Kathmandu',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'Pacific/Apia',
  ];
  const start = Date.parse('2025-01-01T00:00Z') / QUARTER_MS;
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 60_000 }),
      fc.integer({ min: 1, max: 731 * 96 }),
      fc.constantFrom(...zones),
      (offset, quarters, zone) => {
        const from = new Date((start + offset) * QUARTER_MS);
        const to = new Date(from.getTime() + quarters * QUARTER_MS);
        const { edges } = bucketsOf({ from, to, zone });
        expect(edges[0]).toEqual(from);
        expect(edges.at(-1)).toEqual(to);
        expect(edges.length).toBeLessThanOrEqual(111);
        for (const [index, edge] of edges.slice(1).entries()) {
          expect(edge.getTime()).toBeGreaterThan(edges[index]?.getTime() ?? Infinity);
          expect(edge.getTime() % QUARTER_MS).toBe(0);
        }
      },
    ),
    { numRuns: 200 },
  );
});
