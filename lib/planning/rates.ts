import type { Atto } from '@/lib/pricing/money';
import { parseDecimal } from '@/lib/pricing/money';
import type { AssumedPrice } from './scenario-schemas';

/** Prices of a model in 1e-18 USD for a million tokens. */
export interface Rates {
  input: Atto;
  cached: Atto;
  output: Atto;
}

/** What a model costs for prompts of this many tokens; undefined when nobody knows. */
export type RatesOf = (model: string, contextTokens: number) => Rates | undefined;

/** The first list that names the model decides, then the price book. */
export function withAssumed(book: RatesOf, ...lists: (readonly AssumedPrice[])[]): RatesOf {
  const assumed = new Map<string, Rates>();
  for (const list of lists.toReversed()) for (const price of list) assumed.set(price.model, ratesOf(price));
  return (model, contextTokens) => assumed.get(model) ?? book(model, contextTokens);
}

function ratesOf({ inputUsd, outputUsd, cachedUsd = inputUsd }: AssumedPrice): Rates {
  return { input: parseDecimal(inputUsd), cached: parseDecimal(cachedUsd), output: parseDecimal(outputUsd) };
}
