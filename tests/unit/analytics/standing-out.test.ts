import { expect, test } from 'vitest';
import { standingOut } from '@/lib/analytics/failover-marks';

const stretches = (...counts: number[]) =>
  counts.flatMap((count, index) => (count === 0 ? [] : [{ stretch: new Date(index), count }]));
const all = (count: number, n: number) => Array<number>(n).fill(count);

test('where failovers are rare each of them stands out', () => {
  expect(standingOut(stretches(1, ...all(0, 28), 5))).toHaveLength(2);
  expect(standingOut(stretches(...all(1, 14), ...all(0, 16)))).toHaveLength(14);
});

test('where some happen all the time, only what is more than three times as many does', () => {
  expect(standingOut(stretches(...all(2, 30)))).toEqual([]);
  expect(standingOut(stretches(...all(2, 29), 6))).toEqual([]);
  expect(standingOut(stretches(...all(2, 29), 7)).map(({ count }) => count)).toEqual([7]);
});

test('targets of one stretch count together', () => {
  const rows = [
    ...stretches(...all(1, 29)),
    { stretch: new Date(40), count: 2 },
    { stretch: new Date(40), count: 2 },
  ];
  expect(standingOut(rows).map(({ count }) => count)).toEqual([2, 2]);
});
