import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addUsd,
  compareUsd,
  divideHalfEven,
  formatPico,
  normaliseUsd,
  parseDecimal,
  parseUsd,
  subtractUsd,
  sumUsd,
} from '@/lib/pricing/money';
import { MoneyError } from '@/lib/pricing/money-error';

describe('parseDecimal', () => {
  it('reads every digit down to 1e-18', () => {
    expect(parseDecimal('0')).toBe(0n);
    expect(parseDecimal('1')).toBe(10n ** 18n);
    expect(parseDecimal('0.000000000000000001')).toBe(1n);
    expect(parseDecimal('123456789012.123456789012345678')).toBe(123456789012123456789012345678n);
    expect(parseDecimal('-2.50')).toBe(-25n * 10n ** 17n);
    expect(parseDecimal('007.10')).toBe(71n * 10n ** 17n);
  });

  it.each([
    '',
    ' ',
    '1 ',
    ' 1',
    '+1',
    '1.',
    '.5',
    '1e3',
    '1E-7',
    '1,000',
    '0x10',
    'NaN',
    'Infinity',
    '--1',
    '1.2.3',
    '$1',
    '１',
  ])('refuses %j with a typed error', (text) => expect(() => parseDecimal(text)).toThrow(MoneyError));

  it('refuses a nineteenth decimal rather than dropping it, and a number without end', () => {
    expect(() => parseDecimal('0.0000000000000000001')).toThrow(MoneyError);
    expect(() => parseDecimal('9'.repeat(100_000))).toThrow(MoneyError);
  });

  it('refuses a double, null and a bigint at run time', () => {
    for (const value of [0.1, 1, null, undefined, 5n, {}])
      expect(() => Reflect.apply(parseDecimal, undefined, [value])).toThrow(MoneyError);
  });
});

describe('rounding', () => {
  it('rounds a half to the even neighbour, below and above zero', () => {
    const cases = [
      [5n, 0n],
      [15n, 2n],
      [25n, 2n],
      [24n, 2n],
      [26n, 3n],
      [35n, 4n],
      [-5n, 0n],
      [-15n, -2n],
      [-25n, -2n],
      [-26n, -3n],
    ] as const;
    for (const [numerator, expected] of cases) expect(divideHalfEven(numerator, 10n)).toBe(expected);
  });

  it('keeps 12 decimals, ties to even', () => {
    expect(normaliseUsd('0.0000000000005')).toBe('0');
    expect(normaliseUsd('0.0000000000015')).toBe('0.000000000002');
    expect(normaliseUsd('0.000000000000500001')).toBe('0.000000000001');
    expect(normaliseUsd('-0.0000000000025')).toBe('-0.000000000002');
  });
});

describe('formatting', () => {
  it('writes a plain decimal without trailing zeros, "0" at least', () => {
    expect(normaliseUsd('0.000')).toBe('0');
    expect(normaliseUsd('-0.00')).toBe('0');
    expect(normaliseUsd('10.00')).toBe('10');
    expect(normaliseUsd('2.50')).toBe('2.5');
    expect(normaliseUsd('0.000000000001')).toBe('0.000000000001');
    expect(formatPico(-1_500_000_000_000n)).toBe('-1.5');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), (pico) => {
        expect(parseUsd(formatPico(pico))).toBe(pico);
      }),
    );
  });
});

describe('sums and comparisons', () => {
  it('adds ten dimes to exactly one dollar', () => {
    expect(sumUsd(Array.from({ length: 10 }, () => '0.1'))).toBe('1');
    expect(addUsd('0.1', '0.2')).toBe('0.3');
    expect(subtractUsd('0.3', '0.1')).toBe('0.2');
    expect(subtractUsd('0.1', '0.3')).toBe('-0.2');
    expect(sumUsd([])).toBe('0');
  });

  it('orders by value, not by text', () => {
    expect(['10', '9', '-1', '0.5', '9.000'].toSorted(compareUsd)).toEqual(['-1', '0.5', '9', '9.000', '10']);
    expect(compareUsd('1.0', '1')).toBe(0);
  });
});
