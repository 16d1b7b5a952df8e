import type pg from 'pg';
import type { Clock } from '@/lib/clock';
import type { AnswerCache } from '@/lib/cache/answer-cache';
import type { BodySpool } from '@/lib/bodies/spool';
import type { Budgets } from '@/lib/budgets/open-budgets';
import type { ActiveKey, Snapshot } from '@/lib/config/snapshot/snapshot';
import type { ChatRequest } from '@/lib/dialects/chat';
import type { Dialect } from '@/lib/dialects/types';
import type { FeedbackDesk } from '@/lib/feedback/open-feedback';
import type { Revocations } from '@/lib/fleet/revocations';
import type { Inbound, Outbound } from '@/lib/http/exchange';
import type { AttemptRecord, CacheUse, RequestHeader } from '@/lib/ledger/records';
import type { LedgerWriter } from '@/lib/ledger/types';
import type { UsdString } from '@/lib/pricing/types';
import type { ConnectionPools } from '@/lib/providers/connection-pools';
import type { Features } from '@/lib/routing/features';
import type { RuleSettings } from '@/lib/routing/policy/schemas';
import type { ShadowDesk } from '@/lib/shadow/open-shadow';
import type { WarmSessions } from '@/lib/routing/warm-sessions';
import type { CostCeiling } from './plan/cost-ceiling';
import type { Idempotency, Slot } from './entrance/idempotency';
import type { KeyLimits } from './entrance/key-limits';
import type { Load } from './entrance/load';
import type { TargetHealth } from './targets/target-health';
import type { KeepAliveTimes } from './answer/keep-alive';

/** What the pipeline needs of the world; one for each process. */
export interface GatewayDeps {
  clock: Clock;
  /** The configuration in force; a request takes it once and keeps it. */
  snapshot(): Snapshot;
  ledger: LedgerWriter;
  pools: ConnectionPools;
  /** What is known of the targets; shared by all requests of the process. */
  health: TargetHealth;
  keyLimits: KeyLimits;
  load: Load;
  idempotency: Idempotency;
  /** Keys that are refused at once, whatever the configuration says; absent: nobody tells of any. */
  revocations?: Pick<Revocations, 'has'>;
  /** Leases on hard budgets; absent where none are enforced. */
  budgets?: Budgets;
  /** The gateway's own cache of answers; absent where there is none. */
  cache?: AnswerCache;
  /** Which target each session was served by; absent: affinity goes by hash alone. */
  sessions?: WarmSessions;
  /** Takes prompts and answers where they are kept; absent where nothing is. */
  bodies?: Pick<BodySpool, 'keep'>;
  /** Keeps what keys say of their answers; absent where nothing is kept. */
  feedback?: Pick<FeedbackDesk, 'give'>;
  /** Where files and batches are kept; absent where there are none. Not for the path of ordinary requests. */
  jobs?: pg.Pool;
  /** Asks other models a sample of the requests, too; absent: nobody is asked. */
  shadow?: ShadowDesk;
  digestKey(value: string): string;
  /** Of the prompts' fingerprints; absent: none are kept. */
  fingerprintKey?: string;
  maxBodyBytes: number;
  /** How long a client may take nothing of a stream, ms. Default 30 s. */
  clientStallMs?: number;
  door: 'fast' | 'route';
  /** Comments into silent streams; absent: as in keep-alive.ts. */
  keepAlive?: KeepAliveTimes;
  /** Called with what went wrong inside, for the log. */
  onInternalError(error: unknown, requestId: string): void;
}

/** What is asked for, whatever the dialect. */
export type Operation = 'chat' | 'embeddings';

/** One request on its way through the pipeline. */
export interface Exchange {
  readonly deps: GatewayDeps;
  readonly inbound: Inbound;
  readonly outbound: Outbound;
  readonly snapshot: Snapshot;
  /** Headers that any answer carries: limits and what is left of them. */
  readonly answerHeaders: Record<string, string>;
  /** Dialect that the client speaks. */
  readonly dialect: Dialect;
  readonly operation: Operation;
  readonly requestId: string;
  /** Epoch ms. */
  readonly startedAt: number;
  /** Monotonic ms. */
  readonly startedMono: number;
}

/** The same once it is known who asks for what, and it may be sent. */
export interface AdmittedExchange extends Exchange {
  readonly key: ActiveKey;
  /** The body as it came, for passing through. */
  readonly raw: Buffer;
  readonly chat: ChatRequest;
  readonly features: Features;
  readonly header: RequestHeader;
  /** What the rule that fired sets beside the target; empty without one. */
  readonly settings: RuleSettings;
  /** Models that answer again where its cascade stops an answer. */
  readonly escalateTo: readonly string[];
  /** Attempts that have ended, in order. */
  readonly attempts: AttemptRecord[];
  /** What the gateway's own cache did, once it was asked. */
  cacheUse: CacheUse | undefined;
  /** Of a request with an Idempotency-Key: where its answer is kept. */
  readonly slot?: Slot;
  /** Called once it has ended: puts its bodies aside, and asks its shadow, where the one or the other is wanted. */
  readonly keepCopies?: () => void;
  /** What it may cost over all its attempts, where somebody set that. */
  readonly ceiling?: CostCeiling;
  /** Output tokens that the attempt under way is cut to, for there is not money for more. */
  readonly outputLimit?: number;
  /** Budget leases that cover the attempt under way, for its records. */
  readonly leases?: readonly string[];
  /** What these hold of it, USD: what it counts in the budgets should its cost never be known. */
  readonly heldUsd?: UsdString;
}
