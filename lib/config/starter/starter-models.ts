import type { PriceRow } from '@/lib/pricing/price-row';
import type { Meter } from '@/lib/pricing/usage';
import { SIMULATED_MODELS, type ArticlePrices, type SimulatedModel } from '@/lib/simulator/models';
import type { Model } from '../schemas';

/** Before any history that the demo generates, so that each of its requests has a price. */
const EFFECTIVE_FROM = '2025-01-01T00:00:00Z';
const PER_MILLION = 1_000_000;

/** Meters by the name that the list of models gives their price. Reasoning and images fall back to out.text and in.text. */
const METER_OF: Record<keyof ArticlePrices, Meter> = {
  input: 'in.text',
  output: 'out.text',
  cachedInput: 'in.cache_read',
  cacheWrite5m: 'in.cache_write.5m',
  cacheWrite1h: 'in.cache_write.1h',
};

/** The simulated provider that speaks the model's own wire format; the others come as OpenAI-compatible, as relays do. */
export function starterProviderOf(model: SimulatedModel): 'sim-openai' | 'sim-anthropic' {
  return model.vendor === 'anthropic' ? 'sim-anthropic' : 'sim-openai';
}

/** Simulated models under their short names, with what each can do. */
export function starterModels(): Model[] {
  return SIMULATED_MODELS.map((model) => ({
    id: model.alias,
    aliases: model.name === model.alias ? [] : [model.name],
    offers: [{ provider: starterProviderOf(model), model: model.name }],
    contextTokens: model.contextTokens,
    ...(model.maxOutputTokens > 0 ? { maxOutputTokens: model.maxOutputTokens } : {}),
    tier: tierOf(model),
    capabilities: {
      tools: model.kind === 'chat',
      images: model.images,
      jsonSchema: model.kind === 'chat',
      reasoning: model.reasoning !== 'never',
      embeddings: model.kind === 'embedding',
    },
  }));
}

/** One effective-dated row for each model and meter. `recordedAt`: ISO instant of the first start. */
export function starterPrices(recordedAt: string): PriceRow[] {
  return SIMULATED_MODELS.flatMap((model) =>
    priced(model.prices).map(([name, rate]) => ({
      id: `sim-${model.alias}-${METER_OF[name]}`,
      provider: starterProviderOf(model),
      model: model.name,
      meter: METER_OF[name],
      rate,
      per: PER_MILLION,
      currency: 'USD' as const,
      effectiveFrom: EFFECTIVE_FROM,
      recordedAt,
      priority: 0,
      source: 'catalogue:tollgate-simulator@1',
    })),
  );
}

function priced(prices: ArticlePrices): [keyof ArticlePrices, string][] {
  const names = ['input', 'output', 'cachedInput', 'cacheWrite5m', 'cacheWrite1h'] as const;
  return names.flatMap((name) => {
    const rate = prices[name];
    return rate === undefined ? [] : [[name, rate]];
  });
}

/** By the output price in USD per 1 M tokens; a coarse sorting for filters, never for billing. */
function tierOf({ prices }: SimulatedModel): NonNullable<Model['tier']> {
  const dollars = Number.parseInt(prices.output ?? '0', 10);
  if (dollars >= 15) return 'premium';
  if (dollars >= 4) return 'balanced';
  return dollars >= 1 ? 'efficient' : 'budget';
}
