import type { Model, Rule } from '@/lib/config/schemas';
import type { PriceBook, UsdString } from '@/lib/pricing/types';
import type { MeterQuantities } from '@/lib/pricing/usage';

/** Sums of one model at one provider over the span. */
export interface ModelFacts {
  provider: string;
  model: string;
  /** The provider's own name of it; absent where the configuration has no such offer any more. */
  upstreamModel?: string;
  requests: number;
  attempts: number;
  /** Of these, whose price or usage is not known: their tokens are counted, and no money. */
  uncosted: number;
  costUsd: UsdString;
  meters: MeterQuantities;
  /** Requests by the task that they were classified as. */
  tasks: Readonly<Record<string, number>>;
}

export interface KeyFacts {
  id: string;
  name: string;
  enabled: boolean;
  /** Requests over the span, and over the one before. */
  requests: number;
  requestsBefore: number;
  costUsd: UsdString;
  costBeforeUsd: UsdString;
}

/** What the newest requests that a provider answered show, read from their rows. */
export interface PromptFacts {
  /** Requests with a fingerprint of their prompt, and with an output limit. */
  prompts: number;
  limits: number;
  /** Sent again by the same key within a day, dearest first. */
  repeats: readonly { ruleId: string; model: string; repeats: number; costUsd: UsdString }[];
  /** The median of the limits, what 99 of 100 answers need, and what the others have beyond that; most used first. */
  outputs: readonly {
    ruleId: string;
    provider: string;
    model: string;
    requests: number;
    limitTokens: number;
    usedTokens: number;
    excessTokens: number;
  }[];
}

/** All that the detectors see: gathered once, by lib/recommendations/gather.ts. */
export interface Facts {
  workspaceId: string;
  days: number;
  /** Epoch ms. */
  now: number;
  models: readonly ModelFacts[];
  keys: readonly KeyFacts[];
  prompts: PromptFacts;
  rules: readonly Rule[];
  /** With the offers of providers that are switched on. */
  configured: readonly Model[];
  prices: PriceBook;
  /** Models that have a batch price at their provider, `provider/model`. */
  batchPriced: ReadonlySet<string>;
}
