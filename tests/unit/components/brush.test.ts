import { describe, expect, test } from 'vitest';
import { between, bucketAt, extentOf } from '@/components/charts/brush/geometry';
import { rangeOf } from '@/components/charts/brush/range-of';

const BANDS = { left: 50, right: 10, buckets: 'bands' } as const;
const POINTS = { left: 50, right: 10, buckets: 'points' } as const;

describe('the bucket under the pointer', () => {
  // A plot of 100 pixels from 50 on, four buckets.
  test.each([
    [0, 0],
    [50, 0],
    [74.9, 0],
    [75, 1],
    [149.9, 3],
    [150, 3],
    [400, 3],
  ])('at %d is band %d', (x, bucket) => expect(bucketAt(x, 160, 4, BANDS)).toBe(bucket));

  test.each([
    [0, 0],
    [66, 0],
    [67, 1],
    [150, 3],
    [400, 3],
  ])('at %d is point %d', (x, bucket) => expect(bucketAt(x, 160, 4, POINTS)).toBe(bucket));

  test('is the only one of a chart that has one', () => {
    expect(bucketAt(100, 160, 1, BANDS)).toBe(0);
    expect(bucketAt(100, 160, 1, POINTS)).toBe(0);
    expect(extentOf({ first: 0, last: 0 }, 1, POINTS)).toEqual([0, 0.5]);
  });

  test('dragged over from either side gives the same stretch', () => {
    expect(between(3, 1)).toEqual(between(1, 3));
    expect(extentOf({ first: 1, last: 2 }, 4, BANDS)).toEqual([0.25, 0.75]);
    expect(extentOf({ first: 0, last: 3 }, 4, POINTS)).toEqual([0, 1]);
  });
});

describe('the range of some buckets', () => {
  const hours = (first: string, steps: number, hour: number) =>
    Array.from({ length: steps }, (_, at) => ({
      start: new Date(Date.parse(first) + at * hour * 3_600_000).toISOString(),
      end: new Date(Date.parse(first) + (at + 1) * hour * 3_600_000).toISOString(),
    }));

  test('is by days where it is made of whole days of the zone', () => {
    const days = { points: hours('2026-11-17T18:15:00Z', 3, 24), zone: 'Asia/Kathmandu', unfinished: false };
    expect(rangeOf(days, { first: 0, last: 1 })).toEqual({ from: '2026-11-18', to: '2026-11-19' });
    expect(rangeOf({ ...days, zone: 'UTC' }, { first: 0, last: 0 })).toEqual({
      from: '2026-11-17T18:15Z',
      to: '2026-11-18T18:15Z',
    });
  });

  test('ends with the day that is not over yet, and by the minute within a day', () => {
    const [first, second] = hours('2026-11-21T00:00:00Z', 2, 24);
    const points = [first, { start: second?.start, end: '2026-11-22T14:15:00.000Z' }] as {
      start: string;
      end: string;
    }[];
    const today = { points, zone: 'UTC', unfinished: true };
    expect(rangeOf(today, { first: 1, last: 1 })).toEqual({ from: '2026-11-22', to: '2026-11-22' });
    const part = { points: hours('2026-11-22T10:00:00Z', 4, 1), zone: 'UTC', unfinished: true };
    expect(rangeOf(part, { first: 1, last: 2 })).toEqual({
      from: '2026-11-22T11:00Z',
      to: '2026-11-22T13:00Z',
    });
  });

  test('is none outside of the chart', () => {
    const data = { points: hours('2026-11-22T10:00:00Z', 1, 1), zone: 'UTC', unfinished: false };
    expect(rangeOf(data, { first: 0, last: 5 })).toBeUndefined();
  });
});
