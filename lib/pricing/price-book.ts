import { amountOf, type CompiledRow } from './compile-row';
import { tierName, type PriceFacts } from './conditions';
import { indexPrices, type ModelPrices } from './model-prices';
import { formatPico } from './money';
import type { PriceRow } from './price-row';
import { isSnapshotOf } from './snapshot-name';
import { steadySpan } from './steady-span';
import type { Cost, LineItem, PriceBook, PriceQuery } from './types';
import type { Meter, MeterQuantities } from './usage';

/**
 * Compiles price rows into a book. Rows are those of a validated configuration (`checkPriceRows`); a rate that is no
 * decimal throws MoneyError, a zone or time that does not exist RangeError.
 *
 * - Per meter the row in force at `at` (from inclusive, to exclusive) whose conditions all hold; `byPrecedence` says
 *   which of several. A meter without one takes what vendors bill it as (`METER_FALLBACKS`), else the cost is `unpriced`.
 * - Each line is exact, then rounded half-even to 1e-12 USD once; the total is the sum of the lines.
 * - A rate of `"0"` is a price. A quantity of 0 makes no line. A row for `request` bills one request where the usage
 *   does not count them itself.
 * - Usage without any meter is `unknown`. With a quantity that is negative, NaN, fractional or beyond 2^53 - 1 it is
 *   `quarantined`: those meters are named in `unpricedMeters` and nothing is summed.
 */
export function buildPriceBook(rows: readonly PriceRow[]): PriceBook {
  const pricesOf = indexPrices(rows);
  const pricesFor = ({ provider, model, askedModel }: PriceQuery) => {
    const prices = pricesOf(provider, model);
    if (prices !== undefined || askedModel === undefined || !isSnapshotOf(model, askedModel)) return prices;
    return pricesOf(provider, askedModel);
  };
  return {
    size: rows.length,
    calculate(query) {
      const lines: LineItem[] = [];
      return costOf(tallyOf(query, pricesFor(query), lines), lines);
    },
    total(query) {
      const tally = tallyOf(query, pricesFor(query), undefined);
      return stateOf(tally) === 'priced' ? tally.totalPico : undefined;
    },
    steadyAt: ({ provider, model }, at) => steadySpan(pricesOf(provider, model), at),
  };
}

interface Tally {
  /** Undefined where only the total is asked for: writing them down takes longer than adding them up. */
  lines: LineItem[] | undefined;
  totalPico: bigint;
  unpriced: Meter[];
  /** Meters whose quantity is none. */
  invalid: Meter[];
  /** Meters that were stated, with whatever quantity. */
  stated: number;
}

function tallyOf(query: PriceQuery, prices: ModelPrices | undefined, lines: Tally['lines']): Tally {
  const { meters } = query.usage;
  const facts = factsOf(query);
  const tally: Tally = { lines, totalPico: 0n, unpriced: [], invalid: [], stated: 0 };
  for (const name in meters) {
    const meter = name as Meter;
    const quantity = meters[meter];
    if (quantity !== undefined) addLine(tally, prices, facts, meter, quantity);
  }
  if (
    tally.stated > 0 &&
    prices?.pricesRequests === true &&
    meters.request === undefined &&
    tally.invalid.length === 0
  )
    addRequest(tally, prices, facts);
  return tally;
}

function stateOf({ unpriced, invalid, stated }: Tally): Cost['state'] {
  if (invalid.length > 0) return 'quarantined';
  if (stated === 0) return 'unknown';
  return unpriced.length > 0 ? 'unpriced' : 'priced';
}

function costOf(tally: Tally, lines: LineItem[]): Cost {
  const state = stateOf(tally);
  const totalUsd = state === 'priced' ? formatPico(tally.totalPico) : null;
  return { state, totalUsd, lines, unpricedMeters: state === 'quarantined' ? tally.invalid : tally.unpriced };
}

function addLine(
  tally: Tally,
  prices: ModelPrices | undefined,
  facts: PriceFacts,
  meter: Meter,
  quantity: number,
): void {
  tally.stated += 1;
  if (!Number.isSafeInteger(quantity) || quantity < 0) {
    tally.invalid.push(meter);
    return;
  }
  if (quantity === 0) return;
  const compiled = rowInForce(prices, facts, meter);
  if (compiled === undefined) {
    tally.unpriced.push(meter);
    return;
  }
  const amount = amountOf(compiled, quantity);
  tally.totalPico += amount;
  if (tally.lines === undefined) return;
  const { row } = compiled;
  const line: LineItem = {
    meter,
    quantity,
    priceId: row.id,
    rate: row.rate,
    per: row.per,
    amountUsd: formatPico(amount),
  };
  if (row.multiplier !== undefined) line.multiplier = row.multiplier;
  if (row.meter !== meter) line.pricedAs = row.meter;
  tally.lines.push(line);
}

/** Bills the request itself, where a row in force says so; that such rows exist for other times or tiers is no gap. */
function addRequest(tally: Tally, prices: ModelPrices, facts: PriceFacts): void {
  if (rowInForce(prices, facts, 'request') !== undefined) addLine(tally, prices, facts, 'request', 1);
}

function rowInForce(
  prices: ModelPrices | undefined,
  facts: PriceFacts,
  meter: Meter,
): CompiledRow | undefined {
  const candidates = prices?.byMeter.get(meter);
  if (candidates === undefined) return undefined;
  for (const candidate of candidates) {
    if (facts.at >= candidate.from && facts.at < candidate.to && candidate.holds?.(facts) !== false)
      return candidate;
  }
  return undefined;
}

function factsOf({ at, usage, speed, region, batch, contextTokens }: PriceQuery): PriceFacts {
  const inputTokens = contextTokens ?? sumOf(usage.meters, 'in.');
  return {
    at,
    tier: batch === true && usage.serviceTier === undefined ? 'batch' : tierName(usage.serviceTier),
    speed,
    region,
    batch: batch ?? usage.serviceTier === 'batch',
    inputTokens,
    totalTokens: contextTokens ?? inputTokens + sumOf(usage.meters, 'out.'),
  };
}

/** Of sound quantities only: with an unsound one nothing is billed, whatever the context. */
function sumOf(meters: MeterQuantities, prefix: 'in.' | 'out.'): number {
  let sum = 0;
  for (const meter in meters) {
    const quantity = meters[meter as Meter];
    if (typeof quantity === 'number' && meter.startsWith(prefix)) sum += quantity;
  }
  return sum;
}
