import { divideHalfEven, formatPico, parseUsd, subtractUsd, sumUsd } from './money';
import { baselineCost, saving, type Baseline, type Saving } from './savings';
import { TOKENIZER_SPREAD, tokenizerFamily } from './tokenizer-family';
import type { PriceBook, UsdString } from './types';
import type { Meter, MeterQuantities } from './usage';

/** Why money was saved or lost. `direct`: the client named the model itself, so no rule of ours saved anything. */
export const CAUSES = [
  'rule',
  'direct',
  'gateway_cache',
  'provider_cache',
  'failover',
  'downgrade',
  'discarded',
  'failed',
  'shadow',
] as const;
export type Cause = (typeof CAUSES)[number];

/** Sums of one bucket, model and cause; never of `provider_cache`, which is a part of the others. */
export interface TrafficCell {
  /** Epoch ms of the bucket's start: prices of then hold. */
  at: number;
  provider: string;
  /** Provider-side name. */
  model: string;
  cause: Exclude<Cause, 'provider_cache'>;
  actualUsd: UsdString;
  meters: MeterQuantities;
}

export type SplitSaving = Saving & {
  state: 'priced';
  /** Adds up to `differenceUsd`, to the last digit. */
  byCause: Record<Cause, UsdString>;
  /** What the baseline may have cost, where it or the other vendor's tokenizer needs up to 30 % more tokens. */
  range: { lowUsd: UsdString; highUsd: UsdString };
  /** What the baseline would have cost with the same tokens from a prompt cache of its own. */
  withCacheUsd: UsdString;
};

export type SplitResult = SplitSaving | { state: 'unpriced'; unpricedMeters: Meter[] };

/**
 * What all traffic would have cost on one model, and by what the difference came about. The baseline answers each request
 * once and caches nothing: attempts that served nobody cost it nothing, and cached tokens are plain input. What a
 * provider's cache saved is the difference to plain input at the served model's own prices; the rest is the cause's.
 */
export function splitSavings(
  book: PriceBook,
  baseline: Baseline,
  cells: readonly TrafficCell[],
): SplitResult {
  const unpriced = new Set<Meter>();
  const priced = cells.map((cell) => {
    const plain = costOn(book, baseline, cell, uncached(cell.meters), unpriced);
    const cached = costOn(book, baseline, cell, cell.meters, unpriced);
    return { cell, plain, cached, cacheSaved: cacheSaving(book, cell) };
  });
  if (unpriced.size > 0) return { state: 'unpriced', unpricedMeters: [...unpriced] };
  const whole = saving(
    sumUsd(cells.map(({ actualUsd }) => actualUsd)),
    sumUsd(priced.map(({ plain }) => plain)),
  );
  const parts = priced.flatMap(({ cell, plain, cacheSaved }) => [
    { cause: cell.cause, usd: subtractUsd(subtractUsd(plain, cell.actualUsd), cacheSaved) },
    { cause: 'provider_cache' as const, usd: cacheSaved },
  ]);
  const byCause = Object.fromEntries(
    CAUSES.map((cause) => [
      cause,
      sumUsd(parts.filter((part) => part.cause === cause).map(({ usd }) => usd)),
    ]),
  ) as Record<Cause, UsdString>;
  return {
    ...whole,
    state: 'priced',
    byCause,
    range: rangeOf(
      baseline,
      priced.map(({ cell, plain }) => ({ model: cell.model, usd: plain })),
    ),
    withCacheUsd: sumUsd(priced.map(({ cached }) => cached)),
  };
}

/** Attempts that served nobody would not have been made. */
const servesNobody = (cause: Cause) => cause === 'discarded' || cause === 'failed' || cause === 'shadow';

function costOn(
  book: PriceBook,
  baseline: Baseline,
  { at, cause }: TrafficCell,
  meters: MeterQuantities,
  unpriced: Set<Meter>,
): UsdString {
  if (servesNobody(cause)) return '0';
  const cost = baselineCost(book, baseline, [{ at, meters }]);
  if (cost.state === 'priced') return cost.totalUsd;
  for (const meter of cost.unpricedMeters) unpriced.add(meter);
  return '0';
}

/** Saved by cached tokens at the served model's own prices, less what writing them cost; 0 where they have none. */
function cacheSaving(book: PriceBook, { at, provider, model, meters, cause }: TrafficCell): UsdString {
  // A hit of our own cache reads nothing from the provider's.
  if (servesNobody(cause) || cause === 'gateway_cache') return '0';
  const plain = uncached(meters);
  if (plain === meters) return '0';
  const offer = { provider, model };
  const [without, withCache] = [plain, meters].map((used) =>
    baselineCost(book, offer, [{ at, meters: used }]),
  );
  if (without?.state !== 'priced' || withCache?.state !== 'priced') return '0';
  return subtractUsd(without.totalUsd, withCache.totalUsd);
}

/** The same prompt without any cache: all of it plain input of its kind. The same object when nothing was cached. */
function uncached(meters: MeterQuantities): MeterQuantities {
  const cached = Object.entries(meters).filter(([meter]) => meter.startsWith('in.cache_'));
  if (cached.length === 0) return meters;
  const plain: MeterQuantities = Object.fromEntries(
    Object.entries(meters).filter(([meter]) => !meter.startsWith('in.cache_')),
  );
  for (const [meter, quantity] of cached) {
    const kind = /^in\.cache_read\.(audio|image|video)$/.exec(meter)?.[1] ?? 'text';
    const input = `in.${kind}` as Meter;
    plain[input] = (plain[input] ?? 0) + quantity;
  }
  return plain;
}

/** Tokens of the baseline's own family are exact; those of others are off by the spread of tokenizers at most. */
function rangeOf(baseline: Baseline, costs: readonly { model: string; usd: UsdString }[]) {
  const family = tokenizerFamily(baseline.model);
  const isOwn = ({ model }: { model: string }) => tokenizerFamily(model) === family;
  const own = parseUsd(sumUsd(costs.filter(isOwn).map(({ usd }) => usd)));
  const others = parseUsd(sumUsd(costs.filter((one) => !isOwn(one)).map(({ usd }) => usd)));
  const { numerator, denominator } = TOKENIZER_SPREAD;
  return {
    lowUsd: formatPico(own + divideHalfEven(others * denominator, numerator)),
    highUsd: formatPico(own + divideHalfEven(others * numerator, denominator)),
  };
}
