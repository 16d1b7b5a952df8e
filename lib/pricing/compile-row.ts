import { compileConditions, countConditions, type PriceFacts } from './conditions';
import { divideHalfEven, parseDecimal, type Pico } from './money';
import type { PriceRow } from './price-row';

const ATTO_PER_PICO = 1_000_000n;

/** A price row made ready: its rate as an exact fraction, its conditions as one test, its dates as numbers. */
export interface CompiledRow {
  row: PriceRow;
  /** Epoch ms, inclusive. */
  from: number;
  /** Epoch ms, exclusive. */
  to: number;
  /** Undefined when the row applies always. */
  holds: ((facts: PriceFacts) => boolean) | undefined;
  /** 1e-12 USD for one unit, as the fraction `numerator / denominator` in lowest terms. */
  numerator: bigint;
  denominator: bigint;
  /** Lowest first; see `byPrecedence`. */
  rank: readonly number[];
}

/** Throws MoneyError for a rate that is no decimal, RangeError for an unknown zone or time of day. */
export function compileRow(row: PriceRow): CompiledRow {
  const { numerator: up, denominator: down } = row.multiplier ?? { numerator: 1, denominator: 1 };
  const numerator = parseDecimal(row.rate) * BigInt(up);
  const denominator = BigInt(row.per) * BigInt(down) * ATTO_PER_PICO;
  const common = greatestCommonDivisor(numerator, denominator);
  return {
    row,
    from: Date.parse(row.effectiveFrom),
    to: row.effectiveTo === undefined ? Number.POSITIVE_INFINITY : Date.parse(row.effectiveTo),
    holds: compileConditions(row.when),
    numerator: numerator / common,
    denominator: denominator / common,
    rank: rankOf(row),
  };
}

/** Price of `quantity` units, exact, then rounded half-even to 1e-12 USD once. */
export function amountOf(row: CompiledRow, quantity: number): Pico {
  const exact = BigInt(quantity) * row.numerator;
  return row.denominator === 1n ? exact : divideHalfEven(exact, row.denominator);
}

/**
 * Of rows that hold at once the first one counts: higher priority (an admin's above an imported one, whatever either
 * matches), exact model before the longest prefix, more conditions, higher context threshold (`gt` before `gte`),
 * recorded later; the id settles what is left, so that the answer never depends on the order of the rows.
 */
export function byPrecedence(a: CompiledRow, b: CompiledRow): number {
  for (const [index, rank] of a.rank.entries()) {
    const difference = rank - (b.rank[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.row.id < b.row.id ? -1 : 1;
}

function rankOf(row: PriceRow): number[] {
  const context = row.when?.context;
  return [
    -row.priority,
    row.model.endsWith('*') ? -row.model.length : -Number.MAX_SAFE_INTEGER,
    -countConditions(row.when),
    -(context?.value ?? 0),
    context?.op === 'gt' ? 0 : 1,
    -Date.parse(row.recordedAt),
  ];
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [left, right] = [a, b];
  while (right !== 0n) [left, right] = [right, left % right];
  return left === 0n ? 1n : left;
}
