import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocateCents } from '@/lib/pricing/allocate-cents';
import { formatAmountUsd, formatCentsUsd, formatExactUsd, formatTotalUsd } from '@/lib/pricing/format-usd';
import { MoneyError } from '@/lib/pricing/money-error';

describe('formatTotalUsd', () => {
  it.each([
    ['0', '$0.00'],
    ['0.000000000001', '<$0.01'],
    ['0.005', '<$0.01'],
    ['0.005000000001', '$0.01'],
    ['0.015', '$0.02'],
    ['0.025', '$0.02'],
    ['0.995', '$1.00'],
    ['999.994999999999', '$999.99'],
    ['999.995', '$1,000.00'],
    ['2702.75', '$2,702.75'],
    ['1234567890.5', '$1,234,567,890.50'],
    ['-1.5', '-$1.50'],
    ['-0.001', '-<$0.01'],
    ['-1234.5', '-$1,234.50'],
  ])('shows %s as %s', (amount, shown) => expect(formatTotalUsd(amount)).toBe(shown));
});

describe('formatAmountUsd', () => {
  it.each([
    ['0', '$0.00'],
    ['0.000042', '$0.000042'],
    ['0.000000000001', '$0.000000000001'],
    ['0.054399', '$0.0544'],
    ['0.05435', '$0.0544'],
    ['0.05445', '$0.0544'],
    ['0.05445000001', '$0.0545'],
    ['0.0099949', '$0.00999'],
    ['0.009995', '$0.01'],
    ['0.5', '$0.50'],
    ['0.123', '$0.123'],
    ['0.9994', '$0.999'],
    ['0.9995', '$1.00'],
    ['0.999999999999', '$1.00'],
    ['1', '$1.00'],
    ['1.0049', '$1.00'],
    ['1.005000001', '$1.01'],
    ['3.44139', '$3.44'],
    ['-0.000042', '-$0.000042'],
  ])('shows %s as %s', (amount, shown) => expect(formatAmountUsd(amount)).toBe(shown));
});

it('shows every digit when asked to', () => {
  expect(formatExactUsd('1234.567890123456')).toBe('$1,234.567890123456');
  expect(formatExactUsd('2')).toBe('$2.00');
  expect(formatExactUsd('-0.1')).toBe('-$0.10');
});

it('refuses what is no amount', () => expect(() => formatTotalUsd('1e3')).toThrow(MoneyError));

describe('allocateCents', () => {
  it('gives the spare cent to the largest remainder, the first of equals', () => {
    expect(allocateCents(['0.333', '0.333', '0.334'])).toEqual({ parts: [33n, 33n, 34n], total: 100n });
    expect(allocateCents(['0.005', '0.005', '0.005', '0.005'])).toEqual({
      parts: [1n, 1n, 0n, 0n],
      total: 2n,
    });
    expect(allocateCents(['-0.005', '0.015'])).toEqual({ parts: [0n, 1n], total: 1n });
    expect(allocateCents([])).toEqual({ parts: [], total: 0n });
    expect(formatCentsUsd(123405n)).toBe('$1,234.05');
  });

  it('always adds up to the shown total, each part within a cent of its amount', () => {
    const amount = fc
      .integer({ min: -10_000_000, max: 10_000_000 })
      .map((micros) => (micros / 1e6).toFixed(6));
    fc.assert(
      fc.property(fc.array(amount), (amounts) => {
        const { parts, total } = allocateCents(amounts);
        expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(total);
        for (const [index, part] of parts.entries())
          expect(Math.abs(Number(part) - Number(amounts[index]) * 100)).toBeLessThan(1.000001);
      }),
    );
  });
});
