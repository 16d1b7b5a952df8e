import type { Model } from '@/lib/config/schemas';
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

/** All that the detectors see: gathered once, by lib/recommendations/gather.ts. */
export interface Facts {
  workspaceId: string;
  days: number;
  /** Epoch ms. */
  now: number;
  models: readonly ModelFacts[];
  keys: readonly KeyFacts[];
  configured: readonly Model[];
  prices: PriceBook;
  /** Models that have a batch price at their provider, `provider/model`. */
  batchPriced: ReadonlySet<string>;
}
