import { expect, test } from 'vitest';
import { formatChange } from '@/components/format/change';
import { formatCount } from '@/components/format/count';
import { formatDuration } from '@/components/format/duration';
import { formatMoment } from '@/components/format/instant';
import { formatPercent } from '@/components/format/percent';
import { usdTicks } from '@/components/format/usd-axis';

test('what is unknown is a dash, never 0', () => {
  expect([formatCount(undefined), formatDuration(null), formatPercent(undefined)]).toEqual(['–', '–', '–']);
});

test.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_000, '1.00 s'],
  [9_950, '9.9 s'],
  [59_949, '59.9 s'],
  [60_000, '1 min 0 s'],
  [119_600, '2 min 0 s'],
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test('a share that is not nothing never reads as nothing', () => {
  expect([0, 0.00001, 0.0003, 0.025, 0.5].map((share) => formatPercent(share))).toEqual([
    '0.0 %',
    '<0.01 %',
    '0.03 %',
    '2.50 %',
    '50.0 %',
  ]);
});

test('ticks of one axis have the same decimals, however small', () => {
  expect([0.65, 1.3].map(usdTicks(2.6))).toEqual(['$0.65', '$1.30']);
  expect([0.000_01, 0.000_02].map(usdTicks(0.000_04))).toEqual(['$0.0000100', '$0.0000200']);
  expect(usdTicks(50_000)(12_500)).toBe('$12.5K');
});

test.each([
  ['2026-11-21T23:00:00.000Z', 'Europe/Berlin', '22 Nov 2026'],
  ['2026-11-21T23:00:00.000Z', 'UTC', '21 Nov 2026, 23:00:00'],
  ['2026-11-22T00:00:01.000Z', 'UTC', '22 Nov 2026, 00:00:01'],
])('the moment %s in %s reads %s: a day where one begins', (at, zone, text) => {
  expect(formatMoment(at, zone)).toBe(text);
});

test.each([
  [undefined, '–'],
  [0, '±0.0 %'],
  [0.1234, '+12.3 %'],
  [-0.032, '−3.2 %'],
  [8.99, '+899.0 %'],
  [9, '×10.0'],
  [213.6, '×215'],
])('a change by %d reads %s', (change, text) => {
  expect(formatChange(change, 'en')).toBe(text);
});
