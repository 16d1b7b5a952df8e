import type { Model } from '@/lib/config/schemas';
import { compareUsd } from '@/lib/pricing/money';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { baselineCost, saving, type Baseline as BaselineOffer } from '@/lib/pricing/savings';
import type { PriceBook, UsdString } from '@/lib/pricing/types';
import type { Viewer } from '@/lib/users/viewer';
import { meterSums } from './meter-sums';
import { overview } from './overview';
import { publishedDocument } from './published-document';
import type { Scope } from './scope';

interface SavingsBase {
  baselineModel: string;
  actualUsd: UsdString;
  /** What the figure takes for granted, in words. */
  assumptions: string[];
}

export type Savings =
  | (SavingsBase & {
      state: 'priced';
      /** What the same tokens cost at the baseline's prices of now. */
      baselineUsd: UsdString;
      /** Baseline minus actual; negative when the baseline would have been cheaper. */
      savedUsd: UsdString;
      /** Of the baseline, two decimals; undefined when it costs nothing. */
      percent: string | undefined;
    })
  | (SavingsBase & { state: 'unpriced'; unpricedMeters: string[] });

export interface SavingsView {
  /** Models that can be compared with, by id. */
  baselines: string[];
  /** Undefined when there is no model with a price. */
  savings?: Savings;
}

interface Baseline {
  id: string;
  offer: BaselineOffer;
  probeUsd: UsdString;
}

/** Dearest first, by what a thousand tokens in and out cost: the usual "what if all went to the best model". */
function pricedModels(book: PriceBook, models: readonly Model[], now: Date): Baseline[] {
  const probe = { at: now.getTime(), meters: { 'in.text': 1_000, 'out.text': 1_000 } };
  return models
    .flatMap((model) => {
      const [offer] = model.offers;
      if (offer === undefined) return [];
      const cost = baselineCost(book, offer, [probe]);
      return cost.state === 'priced' ? [{ id: model.id, offer, probeUsd: cost.totalUsd }] : [];
    })
    .sort((a, b) => compareUsd(b.probeUsd, a.probeUsd) || (a.id < b.id ? -1 : 1));
}

function assumptions(model: string, uncosted: number, asPlainInput: readonly string[]): string[] {
  const all = [
    `The same tokens would have gone to ${model}, and its answers would have been as long.`,
    'Its prices of today for short prompts, without off-peak or batch discounts.',
    asPlainInput.length === 0
      ? 'Cached tokens stay cached, at its cache price.'
      : `It has no price for ${asPlainInput.join(', ')}: those tokens count as plain input.`,
  ];
  if (uncosted > 0)
    all.push(`${uncosted} attempts without a known cost are in the tokens but not in the spend.`);
  return all;
}

/** What one model for everything would have cost. Without `wanted`, or when it has no price: the dearest model. */
export async function savingsAgainst(
  viewer: Viewer,
  scope: Scope,
  wanted: string | undefined,
  now: Date,
): Promise<SavingsView> {
  const [meters, spent, document] = await Promise.all([
    meterSums(viewer, scope),
    overview(viewer, scope),
    publishedDocument(),
  ]);
  const book = buildPriceBook(document.prices);
  const models = pricedModels(book, document.models, now);
  const baselines = models.map((model) => model.id).sort();
  const model = models.find((one) => one.id === wanted) ?? models[0];
  if (model === undefined) return { baselines };
  const cost = baselineCost(book, model.offer, [{ at: now.getTime(), meters }]);
  const common = { baselineModel: model.id, actualUsd: spent.costUsd };
  if (cost.state === 'unpriced') {
    const notes = assumptions(model.id, spent.uncosted, []);
    return {
      baselines,
      savings: { ...common, state: 'unpriced', unpricedMeters: cost.unpricedMeters, assumptions: notes },
    };
  }
  const { baselineUsd, differenceUsd, percent } = saving(spent.costUsd, cost.totalUsd);
  const notes = assumptions(model.id, spent.uncosted, cost.asPlainInput);
  return {
    baselines,
    savings: {
      ...common,
      state: 'priced',
      baselineUsd,
      savedUsd: differenceUsd,
      percent,
      assumptions: notes,
    },
  };
}
