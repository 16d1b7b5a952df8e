import type { Locale } from '@/lib/i18n/locale';
import { NUMBER_MARKS } from '@/lib/i18n/number-marks';
import { divideHalfEven, formatPico, parseUsd, type Pico } from './money';
import type { UsdString } from './types';

const PICO_PER_CENT = 10_000_000_000n;
const PICO_PER_USD = 1_000_000_000_000n;
const SIGNIFICANT_DIGITS = 3;

/**
 * A total, in cents: `"$2,702.75"`, `"-$1.50"`. What is not nothing never reads as nothing: an amount that rounds
 * to no cent reads `"<$0.01"` (`"-<$0.01"` below zero). Ties go to even. Throws MoneyError.
 */
export function formatTotalUsd(amount: UsdString, locale: Locale = 'en'): string {
  const pico = parseUsd(amount);
  const size = magnitude(pico);
  const cents = divideHalfEven(size, PICO_PER_CENT);
  if (cents === 0n && size > 0n) return `${sign(pico)}<${formatCents(1n, locale)}`;
  return sign(pico) + formatCents(cents, locale);
}

/** Whole cents, as `allocateCents` gives them: `"$1,234.05"`. */
export function formatCentsUsd(cents: bigint, locale: Locale = 'en'): string {
  return sign(cents) + formatCents(magnitude(cents), locale);
}

/**
 * The cost of one request: cents from one dollar up, below it three significant digits without trailing zeros, and
 * two decimals at least: `"$1.25"`, `"$0.0544"`, `"$0.000042"`, `"$0.50"`, `"$0.00"`. Throws MoneyError.
 */
export function formatAmountUsd(amount: UsdString, locale: Locale = 'en'): string {
  const pico = parseUsd(amount);
  const size = magnitude(pico);
  if (size === 0n || size >= PICO_PER_USD) return formatTotalUsd(amount, locale);
  const unit = 10n ** BigInt(Math.max(0, size.toString().length - SIGNIFICANT_DIGITS));
  const rounded = divideHalfEven(size, unit) * unit;
  return sign(pico) + withTwoDecimals(rounded, locale);
}

/** Every digit: `"$1,234.567890123"`, two decimals at least. Throws MoneyError. */
export function formatExactUsd(amount: UsdString, locale: Locale = 'en'): string {
  const pico = parseUsd(amount);
  return sign(pico) + withTwoDecimals(magnitude(pico), locale);
}

function formatCents(cents: bigint, locale: Locale): string {
  const digits = cents.toString().padStart(3, '0');
  return dollars(digits.slice(0, -2), digits.slice(-2), locale);
}

function withTwoDecimals(pico: Pico, locale: Locale): string {
  const [whole = '0', decimals = ''] = formatPico(pico).split('.');
  return dollars(whole, decimals.padEnd(2, '0'), locale);
}

function dollars(whole: string, decimals: string, locale: Locale): string {
  const { group, decimal } = NUMBER_MARKS[locale];
  return `$${whole.replace(/\B(?=(\d{3})+$)/g, group)}${decimal}${decimals}`;
}

function magnitude(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function sign(value: bigint): string {
  return value < 0n ? '-' : '';
}
