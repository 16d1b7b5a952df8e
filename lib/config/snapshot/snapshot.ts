import type { BodySettings } from '@/lib/bodies/settings';
import type { BudgetIndex } from '@/lib/budgets/budget-index';
import type { LatencyPriors } from '@/lib/latency/priors';
import type { ExpectedCost } from '@/lib/routing/expected-cost';
import type { PosteriorTable } from '@/lib/routing/learn/posterior';
import type { TextHead } from '@/lib/routing/learn/text-head';
import type { ActiveCanaries } from '@/lib/routing/canary/divert';
import type { CompiledPolicy } from '@/lib/routing/policy/compile-policy';
import type { PriceBook, UsdString } from '@/lib/pricing/types';
import type { Cidr } from '@/lib/egress/cidr';
import type { KeyEntry, Model, Provider, Rule, Timeouts } from '../schemas';

/** Requests and tokens in a sliding minute, and requests at once; absent: no limit. */
export interface Limits {
  rpm?: number;
  tpm?: number;
  maxConcurrent?: number;
}

/** A virtual key as the hot path sees it. */
export interface ActiveKey extends Limits {
  id: string;
  name: string;
  workspaceId: string;
  team?: string;
  models?: ReadonlySet<string>;
  /** Its own, and beneath them its team's. */
  tags: Readonly<Record<string, string>>;
  /** What one request may cost over all its attempts; absent: no limit. */
  maxCostUsd?: UsdString;
  /** Epoch ms; of a value that a rotation replaced, the end of the overlap. */
  expiresAt?: number;
  /** Most output tokens of a request. */
  maxTokens?: number;
  /** Addresses that it may be used from; absent: any. */
  ipRanges?: readonly Cidr[];
  bodies?: KeyEntry['bodies'];
}

/** A provider with its credential resolved; `apiKey` never leaves the process. */
export interface ActiveProvider extends Omit<Provider, 'apiKey' | 'apiKeys' | 'timeouts'> {
  apiKey?: string;
  /** Of one with several credentials: itself with each of them, the same list in each. */
  siblings?: readonly { provider: ActiveProvider; weight: number }[];
  timeouts: Timeouts;
  /** Nobody configured any. */
  timeoutsAreDefault?: boolean;
}

/** The immutable configuration that one request sees from start to end. */
export interface Snapshot {
  version: number;
  providers: ReadonlyMap<string, ActiveProvider>;
  /** By id and by alias. */
  models: ReadonlyMap<string, Model>;
  /** Enabled rules in order. */
  rules: readonly Rule[];
  /** The same, ready to decide. */
  policy: CompiledPolicy;
  /** What is on trial for a share of the requests. */
  canaries: ActiveCanaries;
  prices: PriceBook;
  /** What requests are expected to cost, from the same prices. */
  expectedCostUsd: ExpectedCost;
  /** What was learnt of models by task, priors included, by workspace. */
  beliefs: ReadonlyMap<string, PosteriorTable>;
  /** What the words of prompts say of a workspace's own models, where that beats its beliefs. */
  heads: ReadonlyMap<string, TextHead>;
  /** What benchmarks measured of targets, for those without traffic of late. */
  latencyPriors: LatencyPriors;
  budgets: BudgetIndex;
  /** What is kept of prompts and answers, by workspace; nothing in one that is not in it. */
  bodies: ReadonlyMap<string, BodySettings>;
  /** By hex digest of the key's value (lib/keys/digest.ts), after a rotation also of the one before. Revoked and disabled keys are absent. */
  keys: ReadonlyMap<string, ActiveKey>;
}
