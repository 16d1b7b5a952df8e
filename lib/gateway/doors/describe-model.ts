import type { Model } from '@/lib/config/schemas';
import type { Snapshot } from '@/lib/config/snapshot/snapshot';
import { METERS, type Meter } from '@/lib/pricing/usage';

/** What one unit of a meter is. */
function unitOf(meter: Meter): string {
  if (/^(in|out)\./.test(meter)) return 'token';
  if (meter.startsWith('web_search.') || meter === 'file_search') return 'search';
  return meter === 'cache_token_seconds' ? 'token second' : meter;
}

interface MeterPrice {
  usd: string;
  per: number;
  unit: string;
}

/**
 * List prices of the first offer, in force at `at` for a short prompt: a decimal amount for each `per` units. A meter
 * that is absent has no price of its own. Undefined: nothing is priced.
 */
function pricesOf(
  model: Model,
  prices: Snapshot['prices'],
  at: number,
): Record<string, MeterPrice> | undefined {
  const offer = model.offers[0];
  if (offer === undefined) return undefined;
  const priceOf = (meter: Meter, quantity: number) =>
    prices
      .calculate({
        provider: offer.provider,
        model: offer.model,
        at,
        usage: { meters: { [meter]: quantity }, provenance: 'provider' },
        contextTokens: 1,
      })
      .lines.find((line) => line.meter === meter && line.pricedAs === undefined);
  const found: Record<string, MeterPrice> = {};
  for (const meter of METERS) {
    const per = priceOf(meter, 1)?.per;
    const whole = per === undefined ? undefined : priceOf(meter, per);
    if (whole !== undefined) found[meter] = { usd: whole.amountUsd, per: whole.per, unit: unitOf(meter) };
  }
  return Object.keys(found).length === 0 ? undefined : found;
}

/** What is said of a model beyond the vendors' own fields. What is not known is left out. */
export function describeModel(
  id: string,
  model: Model,
  snapshot: Snapshot,
  at: number,
): Record<string, unknown> {
  const prices = pricesOf(model, snapshot.prices, at);
  return {
    ...(id === model.id ? {} : { alias_of: model.id }),
    aliases: model.aliases,
    context_window: model.contextTokens,
    max_output_tokens: model.maxOutputTokens,
    tier: model.tier,
    capabilities: model.capabilities,
    pricing: prices === undefined ? undefined : { currency: 'USD', meters: prices },
  };
}
