import { expect, it } from 'vitest';
import { formatCount } from '@/components/format/count';
import { formatDecimal } from '@/components/format/decimal';
import { formatDay } from '@/components/format/day';
import { formatDuration } from '@/components/format/duration';
import { formatBucket, formatInstant, formatShortInstant } from '@/components/format/instant';
import { formatPercent } from '@/components/format/percent';
import { usdTicks } from '@/components/format/usd-axis';
import { formatAmountUsd, formatExactUsd, formatTotalUsd } from '@/lib/pricing/format-usd';

it('Vietnamese writes 1.234,56, to the last digit of an amount', () => {
  expect(formatTotalUsd('1234.56', 'vi')).toBe('$1.234,56');
  expect(formatTotalUsd('-0.001', 'vi')).toBe('-<$0,01');
  expect(formatAmountUsd('0.000042', 'vi')).toBe('$0,000042');
  expect(formatExactUsd('123456789.123456789012', 'vi')).toBe('$123.456.789,123456789012');
  expect(formatCount('12345678901234567890', 'vi')).toBe('12.345.678.901.234.567.890');
  expect(formatPercent(0.025, 'vi')).toBe('2,50 %');
  expect(formatPercent(0.00001, 'vi')).toBe('<0,01 %');
  expect(formatDecimal(0.5, 2, 'vi')).toBe('0,50');
  expect(usdTicks(5, 'vi')(1.5)).toBe('$1,50');
});

it('Vietnamese writes the day before the month, in the zone that is asked for', () => {
  const at = '2026-11-21T18:30:09Z';
  expect(formatInstant(at, 'Asia/Ho_Chi_Minh', 'vi')).toBe('22/11/2026, 01:30:09');
  expect(formatShortInstant(at, 'UTC', 'vi')).toBe('21/11, 18:30:09');
  expect(formatDay('2026-11-21', 'vi')).toBe('21/11/2026');
  expect(formatBucket(at, 'UTC', 'day', 'vi')).toBe('21/11');
  expect(formatBucket(at, 'UTC', 'month', 'vi')).toBe('11/2026');
});

it('English stays as it is', () => {
  expect(formatTotalUsd('1234.56', 'en')).toBe('$1,234.56');
  expect(formatInstant('2026-11-21T14:05:09Z', 'UTC', 'en')).toBe('21 Nov 2026, 14:05:09');
  expect(formatDay('2026-11-21', 'en')).toBe('2026-11-21');
});

it('units of time are Vietnamese where they are words', () => {
  expect(formatDuration(2_400, 'vi')).toBe('2,40 s');
  expect(formatDuration(185_000, 'vi')).toBe('3 phút 5 giây');
});
