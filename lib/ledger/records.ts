import type { LineItem, CostState, UsdString } from '@/lib/pricing/types';
import type { MeterQuantities, UsageProvenance } from '@/lib/pricing/usage';
import type { RoutingFacts } from '@/lib/routing/routing-facts';

/** What the learned router weighed; qualities from 0 to 1, costs estimated in USD and no part of any sum. */
export interface LearnedReason {
  dial: number;
  floor?: number;
  /** Nothing kept the floor, so the best was taken. */
  floorMissed?: boolean;
  /** Version of the head that read the prompt, where one did. */
  head?: number;
  /** Best first; the first without a reason was chosen. `byText`: what of the quality the head added or took off. */
  candidates: {
    model: string;
    quality: number;
    byText?: number;
    lowerBound: number;
    estimatedUsd: string;
    reason?: string;
  }[];
}

/** Why a request went where it went; kept with the request and shown in the dashboard. */
export interface RouteReason {
  /** Rule that fired, or undefined when the requested model was taken as it is. */
  ruleId?: string;
  task: string;
  /** Signals that the classifier saw, in words. */
  signals: string[];
  inputTokensEstimated: number;
  /** Targets in order, `provider/model`. */
  candidates: string[];
  /** Targets that were left out, and why. */
  skipped: { target: string; reason: string }[];
  /** Task as the learned classifier saw it, where it was asked, and its share among all, 0 to 1. */
  learnedTask?: string;
  confidence?: number;
  /** Of a request that the learned router decided. */
  choice?: LearnedReason;
  /** What was done for a prompt that fits none of the rule's windows. */
  context?: { done: 'larger' } | { done: 'trimmed'; droppedMessages: number };
  /** Whose answer a check of the rule's cascade stopped, and why. */
  cascade?: { stopped: string; reason: string };
  /** The target whose answer the checks of the rule's cascade let through. */
  passedChecks?: string;
  /** Id of the request whose answer this one was asked for to be judged beside, or to judge. */
  shadowOf?: string;
  /** In the rule's canary. */
  canary?: boolean;
  /** What it was drawn to, where anything was drawn (lib/routing/experiments). */
  arm?: { experiment: string; arm: string };
  /** A second attempt was sent beside the first, which was slow; which attempt it was, and where it went. */
  hedge?: { attempt: number; target: string };
  /** Number of the attempt whose answer the client got, where another may be the last: one beside it, or after a check. */
  servedAttempt?: number;
  /** Id of the budget that was used up, and let the request go on at a cheaper target. */
  downgradedBy?: string;
}

/** What is known of a request when it is admitted. */
export interface RequestHeader {
  requestId: string;
  /** Epoch ms of arrival: the time that the request belongs to on every page. */
  startedAt: number;
  workspaceId: string;
  keyId: string;
  team?: string;
  /** `fast`: server.ts before Next; `route`: Next route handler; `demo`: generated history. */
  door: 'fast' | 'route' | 'demo';
  /** Dialect of the door. */
  api: string;
  stream: boolean;
  requestedModel: string;
  endUser?: string;
  tags: Record<string, string>;
  /** W3C trace context of the client, if it sent one. */
  traceparent?: string | undefined;
  configVersion: number;
  route: RouteReason;
  /** What another policy would have to know to decide; absent where the request was refused before it was known. */
  facts?: RoutingFacts;
}

/** Appended before a dispatch: proof that money may be spent, should we die before the end. */
export interface AttemptIntent {
  t: 'intent';
  requestId: string;
  /** 1 for the first attempt. */
  attempt: number;
  startedAt: number;
  provider: string;
  model: string;
  upstreamModel: string;
  /** With the first attempt only. */
  request?: RequestHeader;
  /** Budget leases that its cost was reserved in. */
  leases?: readonly string[] | undefined;
  /** What an orphan is settled at: quantities, and their cost by the pinned price book. */
  estimate: { meters: MeterQuantities; costState: CostState; costUsd: UsdString | null };
}

/** `superseded`: another attempt that ran beside it answered first. */
export type AttemptOutcome = 'success' | 'error' | 'timeout' | 'client_closed' | 'superseded' | 'orphan';

export interface AttemptRecord {
  attempt: number;
  startedAt: number;
  provider: string;
  /** Our model id. */
  model: string;
  upstreamModel: string;
  servedModel?: string;
  serviceTier?: string;
  /** Where and how fast it ran, as far as prices depend on it. */
  region?: string | undefined;
  speed?: string | undefined;
  /** The provider's own id of the answer. */
  providerRequestId?: string;
  /** HTTP status of the provider; 0 when there was no answer. */
  status: number;
  outcome: AttemptOutcome;
  errorCode?: string;
  /** Redacted. */
  errorMessage?: string;
  latencyMs: number;
  /** Until the first content; absent when there was none. */
  firstContentMs?: number;
  finishReason?: string;
  /** Budget leases that its cost was reserved in. */
  leases?: readonly string[] | undefined;
  /** Of an attempt whose cost is not known: what was reserved, which the budgets count in its place. Not on the books. */
  heldUsd?: UsdString | undefined;
  usage: { meters: MeterQuantities; provenance: UsageProvenance; raw?: unknown };
  cost: { state: CostState; totalUsd: UsdString | null; lines: LineItem[]; unpricedMeters: string[] };
}

/** What a request that the gateway's own cache answered would have used, cost and taken; nobody was called for it. */
export interface SavedByCache {
  /** Who gave the answer when it was kept. */
  provider: string;
  model: string;
  meters: MeterQuantities;
  /** At the prices of the hit; null when there is none. */
  usd: UsdString | null;
  ms: number;
}

/** What the gateway's own cache did for a request. */
export interface CacheUse {
  result: 'miss' | 'hit_exact' | 'hit_semantic';
  /** With a hit. */
  saved?: SavedByCache;
}

/** `rejected`: refused before any dispatch. */
export type RequestOutcome = 'success' | 'error' | 'client_closed' | 'rejected' | 'orphan';

/** Appended after the last attempt; carries all of the request, so that ingestion needs no other record. */
export interface RequestCompletion {
  t: 'done';
  request: RequestHeader;
  outcome: RequestOutcome;
  /** Status that the client got (499 when it had gone). */
  status: number;
  errorCode?: string;
  /** Latency as the client saw it. */
  latencyMs: number;
  firstContentMs?: number;
  /** What the gateway's own cache did; absent when it was not asked. */
  cache?: CacheUse['result'];
  /** With a hit. */
  saved?: SavedByCache;
  attempts: AttemptRecord[];
}

export type LedgerRecord = AttemptIntent | RequestCompletion;
