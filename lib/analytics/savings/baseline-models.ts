import type { Model } from '@/lib/config/schemas';
import { compareUsd } from '@/lib/pricing/money';
import { baselineCost, type Baseline } from '@/lib/pricing/savings';
import type { PriceBook, UsdString } from '@/lib/pricing/types';
import type { MeterQuantities } from '@/lib/pricing/usage';

export interface BaselineModel {
  id: string;
  offer: Baseline;
  /** What the whole mix of tokens costs on it at prices of now: an order, not a figure to show. */
  roughUsd: UsdString;
}

export interface BaselineModels {
  /** Models that all traffic could be imagined on, by id. */
  all: BaselineModel[];
  /** Dearest of the premium models, or of all where none is called premium. */
  strong: BaselineModel | undefined;
  /** Cheapest for this mix. */
  cheap: BaselineModel | undefined;
}

const ANY_MIX: MeterQuantities = { 'in.text': 1_000, 'out.text': 1_000 };

/** Which models savings can be counted against, and which two mark the ends. Pure. */
export function baselineModels(
  book: PriceBook,
  models: readonly Model[],
  mix: MeterQuantities,
  at: number,
): BaselineModels {
  const sums = [{ at, meters: Object.keys(mix).length === 0 ? ANY_MIX : mix }];
  const all = models
    .filter(({ capabilities }) => capabilities?.embeddings !== true)
    .flatMap(({ id, offers: [offer], tier }) => {
      if (offer === undefined) return [];
      const cost = baselineCost(book, offer, sums);
      return cost.state === 'priced' ? [{ id, offer, tier, roughUsd: cost.totalUsd }] : [];
    })
    .sort((a, b) => compareUsd(b.roughUsd, a.roughUsd) || (a.id < b.id ? -1 : 1));
  const strong = all.find(({ tier }) => tier === 'premium') ?? all[0];
  return { all: all.toSorted((a, b) => (a.id < b.id ? -1 : 1)), strong, cheap: all.at(-1) };
}
