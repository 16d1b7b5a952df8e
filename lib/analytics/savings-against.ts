import type { ConfigDocument, Model } from '@/lib/config/schemas';
import { compareUsd, subtractUsd } from '@/lib/pricing/money';
import { buildPriceBook } from '@/lib/pricing/price-book';
import type { UsdString } from '@/lib/pricing/types';
import type { MeterQuantities } from '@/lib/pricing/usage';
import type { Viewer } from '@/lib/users/viewer';
import { meterSums } from './meter-sums';
import { overview } from './overview';
import { publishedDocument } from './published-document';
import type { Scope } from './scope';

export interface Savings {
  baselineModel: string;
  actualUsd: UsdString;
  /** What the same tokens cost at the baseline's prices of now; null when it has no price for a meter that was used. */
  baselineUsd: UsdString | null;
  /** Baseline minus actual; negative when routing cost more. */
  savedUsd: UsdString | null;
  /** Meters that the baseline has no price for. */
  unpricedMeters: string[];
  /** What the figure takes for granted, in words. */
  assumptions: string[];
}

export interface SavingsView {
  /** Models that can be compared with, by id. */
  baselines: string[];
  /** Undefined when there is no model with a price. */
  savings?: Savings;
}

/** Tokens of many requests are priced as if each prompt were short: the size of each one is not in the sums. */
const SHORT_PROMPTS = 0;

function costAt(document: ConfigDocument, model: Model, meters: MeterQuantities, now: Date) {
  const offer = model.offers[0];
  if (offer === undefined || Object.keys(meters).length === 0) return undefined;
  return buildPriceBook(document.prices).calculate({
    provider: offer.provider,
    model: offer.model,
    at: now.getTime(),
    usage: { meters, provenance: 'provider' },
    contextTokens: SHORT_PROMPTS,
  });
}

/** Dearest first, by what a thousand tokens in and out cost: the usual "what if all went to the best model". */
function pricedModels(document: ConfigDocument, now: Date): Model[] {
  const probe: MeterQuantities = { 'in.text': 1_000, 'out.text': 1_000 };
  return document.models
    .map((model) => ({ model, usd: costAt(document, model, probe, now)?.totalUsd ?? null }))
    .filter((one): one is { model: Model; usd: string } => one.usd !== null)
    .sort((a, b) => compareUsd(b.usd, a.usd) || (a.model.id < b.model.id ? -1 : 1))
    .map(({ model }) => model);
}

function assumptions(model: string, uncosted: number): string[] {
  const all = [
    `The same tokens would have gone to ${model}, and its answers would have been as long.`,
    'Its prices of today for short prompts, without off-peak or batch discounts.',
    'Cached tokens stay cached, at its cache price; failed attempts that were billed count too.',
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
  const models = pricedModels(document, now);
  const baselines = models.map((model) => model.id).sort();
  const model = models.find((one) => one.id === wanted) ?? models[0];
  if (model === undefined) return { baselines };
  const cost = costAt(document, model, meters, now);
  const baselineUsd = cost === undefined ? '0' : cost.totalUsd;
  return {
    baselines,
    savings: {
      baselineModel: model.id,
      actualUsd: spent.costUsd,
      baselineUsd,
      savedUsd: baselineUsd === null ? null : subtractUsd(baselineUsd, spent.costUsd),
      unpricedMeters: cost?.unpricedMeters ?? [],
      assumptions: assumptions(model.id, spent.uncosted),
    },
  };
}
