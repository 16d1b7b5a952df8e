import { MoneyError } from './money-error';
import type { UsdString } from './types';

/** 1e-18 USD as a whole number: the unit that rates and amounts are read in. */
export type Atto = bigint;
/** 1e-12 USD as a whole number: the unit that line items, columns and totals are kept in. */
export type Pico = bigint;

const DECIMALS = 18;
const PICO_DECIMALS = 12;
const ATTO_PER_PICO = 1_000_000n;
const SHAPE = /^(-?)(\d{1,30})(?:\.(\d{1,18}))?$/;

/**
 * Reads a plain decimal such as `"-12.50"` exactly, in units of 1e-18.
 * Throws MoneyError for numbers (a double has already lost digits), exponents, separators, spaces, signs other
 * than a leading minus, a missing digit on either side of the point, and more than 18 decimals.
 */
export function parseDecimal(text: string): Atto {
  if (typeof text !== 'string') throw new MoneyError('money comes as a decimal string', String(text));
  const [, sign, whole, fraction = ''] = SHAPE.exec(text) ?? [];
  if (whole === undefined) throw new MoneyError('plain digits with at most 18 decimals are needed', text);
  const size = BigInt(whole + fraction.padEnd(DECIMALS, '0'));
  return sign === '-' ? -size : size;
}

/** Whether {@link parseUsd} can read a text. */
export const isUsd = (text: string): boolean => SHAPE.test(text);

/** The whole number nearest to `numerator / denominator`, ties to even. The denominator is positive. */
export function divideHalfEven(numerator: bigint, denominator: bigint): bigint {
  const quotient = numerator / denominator;
  const rest = numerator - quotient * denominator;
  if (rest === 0n) return quotient;
  const twice = rest < 0n ? -2n * rest : 2n * rest;
  if (twice < denominator) return quotient;
  if (twice === denominator && (quotient & 1n) === 0n) return quotient;
  return numerator < 0n ? quotient - 1n : quotient + 1n;
}

/** Rounds half-even to the 12 decimals that are kept. */
export function attoToPico(amount: Atto): Pico {
  return divideHalfEven(amount, ATTO_PER_PICO);
}

/** Plain decimal without trailing zeros, `"0"` at least. */
export function formatPico(amount: Pico): UsdString {
  if (amount === 0n) return '0';
  if (amount > 0n && amount <= EXACT_AS_NUMBER) return formatSmall(Number(amount));
  const negative = amount < 0n;
  const digits = (negative ? -amount : amount).toString().padStart(PICO_DECIMALS + 1, '0');
  const whole = digits.slice(0, -PICO_DECIMALS);
  let end = digits.length;
  while (end > whole.length && digits.charCodeAt(end - 1) === 48) end -= 1;
  const plain = end === whole.length ? whole : `${whole}.${digits.slice(whole.length, end)}`;
  return negative ? `-${plain}` : plain;
}

/** Whole numbers up to here (9,007 USD) are exact as numbers, and their digits several times as quick to come by. */
const EXACT_AS_NUMBER = BigInt(Number.MAX_SAFE_INTEGER);
const PICO_PER_USD = 10 ** PICO_DECIMALS;

function formatSmall(pico: number): UsdString {
  const rest = pico % PICO_PER_USD;
  const whole = String((pico - rest) / PICO_PER_USD);
  if (rest === 0) return whole;
  const digits = String(rest + PICO_PER_USD);
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end -= 1;
  return `${whole}.${digits.slice(1, end)}`;
}

/** Reads an amount and rounds it half-even to 1e-12. Throws MoneyError. */
export function parseUsd(text: UsdString): Pico {
  return attoToPico(parseDecimal(text));
}

/** The same amount in the one form that leaves this folder. Throws MoneyError. */
export function normaliseUsd(text: string): UsdString {
  return formatPico(parseUsd(text));
}

export function addUsd(left: UsdString, right: UsdString): UsdString {
  return formatPico(attoToPico(parseDecimal(left) + parseDecimal(right)));
}

export function subtractUsd(left: UsdString, right: UsdString): UsdString {
  return formatPico(attoToPico(parseDecimal(left) - parseDecimal(right)));
}

/** Exact sum, rounded once at the end; `"0"` of nothing. */
export function sumUsd(amounts: Iterable<UsdString>): UsdString {
  let total = 0n;
  for (const amount of amounts) total += parseDecimal(amount);
  return formatPico(attoToPico(total));
}

/** Negative, zero or positive as `left` is below, equal to or above `right`: fits `Array.sort`. */
export function compareUsd(left: UsdString, right: UsdString): -1 | 0 | 1 {
  const difference = parseDecimal(left) - parseDecimal(right);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
}
