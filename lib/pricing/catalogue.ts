import { findProvider, type ConditionalPrice, type ModelInfo } from '@pydantic/genai-prices';
import { matchesName } from './catalogue-match';
import { proposeRows, type Period } from './catalogue-rows';
import type { PriceRow } from './price-row';

/** The installed release; a test holds it to the package's own version. */
export const CATALOGUE_SOURCE = 'catalogue:@pydantic/genai-prices@0.1.8';

/** Providers that are offered for seeding, under the catalogue's ids. */
export const CATALOGUE_PROVIDERS = [
  'openai',
  'anthropic',
  'google',
  'deepseek',
  'mistral',
  'groq',
  'x-ai',
  'cohere',
  'cerebras',
  'fireworks',
  'together',
  'perplexity',
  'moonshotai',
  'openrouter',
  'azure',
  'aws',
] as const;

export type CatalogueProvider = (typeof CATALOGUE_PROVIDERS)[number];

/** Names that people and their configuration use for the same provider. */
const ALIASES = new Map<string, CatalogueProvider>([
  ['gemini', 'google'],
  ['google-ai', 'google'],
  ['vertex', 'google'],
  ['xai', 'x-ai'],
  ['grok', 'x-ai'],
  ['claude', 'anthropic'],
  ['bedrock', 'aws'],
  ['moonshot', 'moonshotai'],
  ['mistralai', 'mistral'],
  ['azure-openai', 'azure'],
]);

export interface CatalogueModel {
  provider: CatalogueProvider;
  /** Provider-side name. */
  id: string;
  name: string;
  /** Size of the context window in tokens, where known. */
  contextTokens?: number;
  deprecated: boolean;
}

export interface ProposalRequest {
  /** Whose price list: a catalogue id or a usual other name (`gemini`, `xai`). */
  catalogueProvider: string;
  /** Our provider id, which the rows are for. */
  provider: string;
  /** Provider-side model name, which the rows are for. */
  model: string;
  /** When the proposal is made, ISO 8601. */
  recordedAt: string;
  /** Since when the oldest known price holds, ISO 8601; 2020 unless given. */
  effectiveFrom?: string;
}

/** The catalogue's id of a provider; undefined when it does not know one. */
export function catalogueProviderOf(name: string): CatalogueProvider | undefined {
  const lower = name.toLowerCase();
  return CATALOGUE_PROVIDERS.find((id) => id === lower) ?? ALIASES.get(lower);
}

/** Models with a price list, by provider and name, for seeding and for pickers. */
export function catalogueModels(): CatalogueModel[] {
  return CATALOGUE_PROVIDERS.flatMap((provider) =>
    modelsOf(provider).map((info) => ({
      provider,
      id: info.id,
      name: info.name ?? info.id,
      contextTokens: info.context_window,
      deprecated: info.deprecated ?? false,
    })),
  );
}

/**
 * Price rows that the catalogue knows for a model, to be looked at and approved: exact decimals, context tiers,
 * scheduled changes and daily windows as conditions, priority 0 so that an admin's row always wins. Ids are made of
 * what a row says, so the same proposal has the same ids. Keys that we have no meter for are left out (their meters
 * stay unpriced, never free). Empty when the model is unknown. The catalogue states no service tiers, batch or cache
 * storage prices: those are the admin's to add.
 */
export function proposePriceRows(request: ProposalRequest): PriceRow[] {
  const catalogueProvider = catalogueProviderOf(request.catalogueProvider);
  if (catalogueProvider === undefined) return [];
  const models = modelsOf(catalogueProvider);
  const info =
    models.find(({ match }) => matchesName(match, request.model)) ??
    models.find(({ id }) => id === request.model);
  if (info === undefined) return [];
  const from = request.effectiveFrom ?? '2020-01-01T00:00:00.000Z';
  return periodsOf(info.prices, from).flatMap((period) =>
    proposeRows(period, { ...request, catalogueProvider, source: CATALOGUE_SOURCE }),
  );
}

function modelsOf(provider: CatalogueProvider): ModelInfo[] {
  const found = findProvider({ providerId: provider });
  return found?.id === provider ? found.models : [];
}

/**
 * The catalogue lists prices oldest first and takes the last whose constraint holds. A dated price ends the undated or
 * dated one before it; a daily window is an exception within the period that it follows, not a price for all time.
 */
function periodsOf(prices: ModelInfo['prices'], from: string): Period[] {
  if (!Array.isArray(prices)) return [{ from, prices }];
  const periods: Period[] = [];
  let start = from;
  for (const { constraint, prices: list } of prices as ConditionalPrice[]) {
    if (constraint !== undefined && 'start_time' in constraint) {
      const window = { from: constraint.start_time.slice(0, 5), to: constraint.end_time.slice(0, 5) };
      periods.push({ from: start, window, prices: list });
      continue;
    }
    if (constraint !== undefined) {
      start = new Date(constraint.start_date).toISOString();
      for (const period of periods) period.to ??= start;
    }
    periods.push({ from: start, prices: list });
  }
  return periods.filter(({ from: begin, to }) => to === undefined || begin < to);
}
