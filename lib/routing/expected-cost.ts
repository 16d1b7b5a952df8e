import type { SteadySpan } from '@/lib/pricing/steady-span';
import type { PriceBook, UsdString } from '@/lib/pricing/types';
import type { Target } from './select-targets';

/** Output that is expected when a request does not limit it, and at most. */
const TYPICAL_OUTPUT_TOKENS = 500;
const LEAST_TOKENS = 1_024;

export interface CostWish {
  inputTokens: number;
  maxOutputTokens?: number | undefined;
  /** Epoch ms. */
  at: number;
}

/** What a request is expected to cost at a target, USD: a weight in a decision, never a sum of the books. Undefined without a price. */
export type ExpectedCost = (target: Target, wish: CostWish) => number | undefined;

interface Rates extends SteadySpan {
  perInput: number | undefined;
  perOutput: number | undefined;
}

const dollars = (usd: UsdString | null) => (usd === null ? undefined : Number(usd));

/**
 * Rates are asked of the price book for each target and size of prompt (powers of two, so that the steps of a price list
 * are seen), and kept until its prices change: exact arithmetic for each candidate would cost more than the decision.
 */
export function createExpectedCost(prices: PriceBook): ExpectedCost {
  /** By target, which lives as long as its configuration, then by the power of two of its size. */
  const known = new WeakMap<Target, Rates[]>();

  const rateOf = (
    { provider, upstreamModel }: Target,
    meter: 'in.text' | 'out.text',
    size: number,
    at: number,
  ) => {
    const meters = meter === 'in.text' ? { 'in.text': size } : { 'in.text': size, 'out.text': size };
    const cost = prices.calculate({
      provider: provider.id,
      model: upstreamModel,
      at,
      usage: { meters, provenance: 'estimated' },
      region: provider.region,
    });
    return dollars(cost.totalUsd);
  };

  const ratesOf = (target: Target, size: number, at: number): Rates => {
    const input = rateOf(target, 'in.text', size, at);
    const both = rateOf(target, 'out.text', size, at);
    return {
      ...prices.steadyAt({ provider: target.provider.id, model: target.upstreamModel }, at),
      perInput: input === undefined ? undefined : input / size,
      perOutput: input === undefined || both === undefined ? undefined : (both - input) / size,
    };
  };

  return (target, { inputTokens, maxOutputTokens, at }) => {
    const power = Math.ceil(Math.log2(Math.max(LEAST_TOKENS, inputTokens)));
    let sizes = known.get(target);
    if (sizes === undefined) known.set(target, (sizes = []));
    let rates = sizes[power];
    if (rates === undefined || at < rates.from || at >= rates.to)
      sizes[power] = rates = ratesOf(target, 2 ** power, at);
    const { perInput, perOutput } = rates;
    if (perInput === undefined || perOutput === undefined) return undefined;
    const outputTokens = Math.min(maxOutputTokens ?? TYPICAL_OUTPUT_TOKENS, TYPICAL_OUTPUT_TOKENS);
    return inputTokens * perInput + outputTokens * perOutput;
  };
}
