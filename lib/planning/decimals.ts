import { z } from 'zod';
import { divideHalfEven, parseDecimal, type Atto } from '@/lib/pricing/money';

const ONE = 10n ** 18n;
/** 100 % in the unit that shares are read in: hundredths of a percent. */
export const WHOLE_SHARE = 10_000n;

const decimalText = (decimals: number, words: string) =>
  z
    .union([z.string(), z.number()])
    .transform(String)
    .pipe(z.string().regex(new RegExp(`^\\d{1,15}(\\.\\d{1,${decimals}})?$`), words));

/** A plain amount of USD that is not below 0, as text or a JSON number with few decimals. */
export const usdSchema = decimalText(12, 'an amount of USD such as 2.50, not below 0');
/** A plain quantity that is not below 0. */
export const quantitySchema = decimalText(6, 'a number that is not below 0, with at most 6 decimals');
/** 0 to 100 with at most two decimals. */
export const percentSchema = decimalText(2, 'a percentage from 0 to 100 with at most 2 decimals').refine(
  // Also asked of a text that is no number, which the pattern has refused already.
  (text) => !(Number(text) > 100),
  'a percentage is 100 at most',
);

/** `"12.5"` percent as 1_250 hundredths of a percent. */
export function shareOf(percent: string): bigint {
  return parseDecimal(percent) / (ONE / 100n);
}

/** The product of two numbers of 18 decimals, half-even. */
export function times(a: Atto, b: Atto): Atto {
  return divideHalfEven(a * b, ONE);
}

/** The quotient of two numbers of 18 decimals, half-even. Undefined when the divisor is 0. */
export function over(a: Atto, b: Atto): Atto | undefined {
  if (b === 0n) return undefined;
  return b < 0n ? divideHalfEven(-a * ONE, -b) : divideHalfEven(a * ONE, b);
}

/** The least whole number that is not below `a`. */
export function ceilOf(a: Atto): bigint {
  return a <= 0n ? 0n : (a + ONE - 1n) / ONE;
}

/** A whole number in the same unit of 18 decimals. */
export function whole(count: bigint | number): Atto {
  return BigInt(count) * ONE;
}
