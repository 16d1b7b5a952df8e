import type { Pico } from './money';
import type { SteadySpan } from './steady-span';
import type { Meter, Usage } from './usage';

/** Money as a decimal string in USD, at most 12 decimals, e.g. `"0.054399"`. The only form that leaves lib/pricing. */
export type UsdString = string;

export interface LineItem {
  meter: Meter;
  quantity: number;
  priceId: string;
  /** Rate as quoted, with its unit, so that a line can be checked by hand. */
  rate: string;
  per: number;
  /** Exact rational that the quoted rate was multiplied with; absent when it was taken as it is. */
  multiplier?: { numerator: number; denominator: number };
  /** Meter whose price was taken, when this one has none of its own (lib/pricing/meter-fallbacks.ts). */
  pricedAs?: Meter;
  /** Rounded half-even to 1e-12 USD. */
  amountUsd: UsdString;
}

/**
 * `priced`: each meter had a price. `unpriced`: at least one had none, so there is no total.
 * `not_billed`: the provider bills nothing for this attempt (an error answer, refused connection).
 * `unknown`: it may have billed, and nothing is known of how much. `quarantined`: it reported counts that are no counts
 * (negative, text, beyond all measure), so nothing of it is billed until somebody has looked.
 */
export type CostState = 'priced' | 'unpriced' | 'not_billed' | 'unknown' | 'quarantined';

export interface Cost {
  state: CostState;
  /** Sum of the lines; `"0"` when not billed; null when unpriced, unknown or quarantined. */
  totalUsd: UsdString | null;
  lines: LineItem[];
  /** Meters that had a quantity and no price; in state `quarantined` those whose quantity is no quantity (negative, NaN). */
  unpricedMeters: Meter[];
}

export interface PriceQuery {
  provider: string;
  /** Provider-side model name, as served. */
  model: string;
  /** Provider-side name that was asked for: its prices hold for a dated snapshot of it that has none of its own. */
  askedModel?: string;
  /** Epoch ms at which the request was admitted: prices are pinned then. */
  at: number;
  usage: Usage;
  region?: string;
  batch?: boolean;
  /** Speed mode that the provider says it served (`fast`), where it has prices of its own. */
  speed?: string;
  /** Prompt size that decides context tiers, for quantities that are sums over many requests; else taken from the usage. */
  contextTokens?: number;
}

/** Price rows indexed for look-up; immutable, built once per configuration version. */
export interface PriceBook {
  readonly size: number;
  /** Prices one attempt. Never throws on odd usage: what cannot be priced is `unpriced`. At most 5 µs. */
  calculate(query: PriceQuery): Cost;
  /** The same total, without the lines; undefined where {@link calculate} gives none. For who asks millions of times. */
  total(query: PriceQuery): Pico | undefined;
  /** A span around `at` in which `calculate` says the same of the same usage, for this model under this name. */
  steadyAt(of: Pick<PriceQuery, 'provider' | 'model'>, at: number): SteadySpan;
}
