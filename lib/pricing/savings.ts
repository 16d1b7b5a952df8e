import { divideHalfEven, parseDecimal, parseUsd, subtractUsd, sumUsd, type Pico } from './money';
import type { PriceBook, PriceQuery, UsdString } from './types';
import type { Meter, MeterQuantities } from './usage';

/** The one model that all requests are imagined to have gone to, under its provider-side name. */
export interface Baseline {
  provider: string;
  model: string;
}

/** Quantities of many requests summed per meter, as a rollup keeps them; `at` is the bucket's start (epoch ms). */
export interface MeterSums {
  at: number;
  meters: MeterQuantities;
}

/** A baseline's cost, or the meters that the baseline has no price for. */
export type BaselineCost =
  | { state: 'priced'; totalUsd: UsdString; asPlainInput: Meter[] }
  | { state: 'unpriced'; unpricedMeters: Meter[] };

/** `differenceUsd` is baseline minus actual: negative when the baseline would have been cheaper. */
export interface Saving {
  actualUsd: UsdString;
  baselineUsd: UsdString;
  differenceUsd: UsdString;
  /** Share of the baseline in percent with two decimals, half-even; undefined when the baseline costs nothing. */
  percent: string | undefined;
}

/**
 * What the same tokens would have cost on one single model, exact, at the prices in force in each bucket.
 * Assumptions, to be shown with the figure: the model would have used as many tokens; sums say nothing of single
 * prompts, so no long-context tier applies; the ordinary service tier; and prompt tokens that the baseline has no cache
 * price for are plain input (`asPlainInput` names them). Nothing at all costs `"0"`.
 */
export function baselineCost(book: PriceBook, baseline: Baseline, sums: readonly MeterSums[]): BaselineCost {
  const totals: UsdString[] = [];
  const plain = new Set<Meter>();
  const unpriced = new Set<Meter>();
  for (const { at, meters } of sums) {
    const used = withoutZeros(meters);
    if (Object.keys(used).length === 0) continue;
    const usage = { meters: used, provenance: 'provider' as const };
    const cost = priceOnBaseline(book, { ...baseline, at, usage, contextTokens: 0 });
    if (cost.state === 'priced') {
      totals.push(cost.totalUsd);
      for (const meter of cost.asPlainInput) plain.add(meter);
    } else for (const meter of cost.unpricedMeters) unpriced.add(meter);
  }
  if (unpriced.size > 0) return { state: 'unpriced', unpricedMeters: [...unpriced] };
  return { state: 'priced', totalUsd: sumUsd(totals), asPlainInput: [...plain] };
}

/** What one request would have cost on the baseline, its real prompt size deciding the tier. */
export function compareBaseline(
  book: PriceBook,
  baseline: Baseline,
  request: { at: number; meters: MeterQuantities; actualUsd: UsdString },
): (Saving & { state: 'priced'; asPlainInput: Meter[] }) | { state: 'unpriced'; unpricedMeters: Meter[] } {
  const usage = { meters: request.meters, provenance: 'provider' as const };
  const cost = priceOnBaseline(book, { ...baseline, at: request.at, usage });
  if (cost.state === 'unpriced') return cost;
  return { ...saving(request.actualUsd, cost.totalUsd), state: 'priced', asPlainInput: cost.asPlainInput };
}

/** The difference between what was paid and what a baseline would have cost. Throws MoneyError. */
export function saving(actualUsd: UsdString, baselineUsd: UsdString): Saving {
  const differenceUsd = subtractUsd(baselineUsd, actualUsd);
  return { actualUsd, baselineUsd, differenceUsd, percent: percentOf(differenceUsd, baselineUsd) };
}

/** `part` in percent of `whole` with two decimals, half-even: `"32.43"`, `"-4.00"`. Undefined when `whole` is 0. */
export function percentOf(part: UsdString, whole: UsdString): string | undefined {
  const [numerator, denominator] = [parseDecimal(part), parseDecimal(whole)];
  if (denominator === 0n) return undefined;
  const signed = denominator < 0n ? -numerator : numerator;
  const size = denominator < 0n ? -denominator : denominator;
  const hundredths = divideHalfEven(signed * 10_000n, size);
  const digits = (hundredths < 0n ? -hundredths : hundredths).toString().padStart(3, '0');
  return `${hundredths < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Prices a query where a meter without a cache price of its own counts as plain input. */
export function priceOnBaseline(book: PriceBook, query: PriceQuery): BaselineCost {
  const cost = book.calculate(query);
  if (cost.totalUsd !== null) return { state: 'priced', totalUsd: cost.totalUsd, asPlainInput: [] };
  const moved = cost.unpricedMeters.filter((meter) => meter.startsWith('in.cache_'));
  if (moved.length === 0 || cost.state !== 'unpriced')
    return { state: 'unpriced', unpricedMeters: cost.unpricedMeters };
  const usage = { ...query.usage, meters: asPlainInput(query.usage.meters, moved) };
  const plain = book.calculate({ ...query, usage });
  if (plain.totalUsd !== null) return { state: 'priced', totalUsd: plain.totalUsd, asPlainInput: moved };
  return { state: 'unpriced', unpricedMeters: plain.unpricedMeters };
}

/** The total of {@link priceOnBaseline} and nothing else; undefined when it is unpriced. */
export function totalOnBaseline(book: PriceBook, query: PriceQuery): Pico | undefined {
  const total = book.total(query);
  if (total !== undefined) return total;
  const cost = priceOnBaseline(book, query);
  return cost.state === 'priced' ? parseUsd(cost.totalUsd) : undefined;
}

function asPlainInput(meters: MeterQuantities, moved: readonly Meter[]): MeterQuantities {
  const kept = Object.entries(meters).filter(([meter]) => !moved.includes(meter as Meter));
  const added = moved.reduce((sum, meter) => sum + (meters[meter] ?? 0), 0);
  return { ...Object.fromEntries(kept), 'in.text': (meters['in.text'] ?? 0) + added };
}

/** A sum of 0 in a rollup says that a meter was not used. */
function withoutZeros(meters: MeterQuantities): MeterQuantities {
  return Object.fromEntries(Object.entries(meters).filter(([, quantity]) => quantity !== 0));
}
