import { parseUsd, type Pico } from '@/lib/pricing/money';
import type { MeterQuantities } from '@/lib/pricing/usage';
import type { Features, Need } from '@/lib/routing/features';
import type { RuleTask } from '@/lib/routing/policy/schemas';
import { SHADOW_KEY } from '@/lib/gateway/shadow/shadow-key';
import { DIRECT_BOOKED } from '@/lib/latency/direct-booked';
import type { KeptFacts } from '@/lib/ledger/ingest/kept-facts';
import type { PastRequest } from '@/lib/routing/replay';
import { stickyShare } from '@/lib/routing/sticky-share';

/** How the attempt that served was billed. */
export interface ServedAttempt {
  upstreamModel: string;
  servedModel: string | null;
  serviceTier: string | null;
  region: string | null;
  speed: string | null;
  meters: MeterQuantities;
}

/** A request as the books have it. */
export interface PastRow {
  id: string;
  startedAt: string;
  keyId: string;
  team: string | null;
  api: string;
  stream: boolean;
  requestedModel: string;
  provider: string;
  model: string;
  task: string;
  cache: string;
  endUser: string | null;
  tags: Record<string, string>;
  latencyMs: number;
  inputTokens: number | null;
  /** Exact; null when it is not known. */
  costUsd: string | null;
  facts: KeptFacts | null;
}

/** A request that somebody served, ready to be sent elsewhere in thought. */
export interface ReplayedRequest extends PastRequest {
  features: Features;
  share: number;
  /** 1e-12 USD, as it stands on the books. */
  cost: Pico | undefined;
  served: ServedAttempt | undefined;
}

const CHARS_PER_TOKEN = 4;

/** The needs of a row, of which only those that there were are kept. */
function needsOf({ api, facts }: PastRow): Features['needs'] {
  const needs: Partial<Record<Need, boolean>> = {};
  for (const need of facts?.needs ?? []) needs[need] = true;
  if (api === 'openai-embeddings') needs.embeddings = true;
  return needs;
}

/** Sent where somebody named, by no rule: questions of shadows and their judges, and benchmark calls past the routing. Pure. */
export const isUnrouted = ({ keyId, task, tags }: Pick<PastRow, 'keyId' | 'task' | 'tags'>): boolean =>
  keyId === SHADOW_KEY || (task === DIRECT_BOOKED.task && tags['way'] === DIRECT_BOOKED.way);

/** What routing could look at when the request came; its prompt is not kept, so nothing of it is known. */
function featuresOf(row: PastRow): Features {
  const { facts } = row;
  const inputTokens = facts?.promptTokens ?? row.inputTokens ?? 0;
  const features: Features = {
    requestedModel: row.requestedModel,
    keyId: row.keyId,
    tags: row.tags,
    team: row.team ?? undefined,
    user: row.endUser ?? undefined,
    at: Date.parse(row.startedAt),
    stream: row.stream,
    inputTokens,
    chars: facts?.chars ?? inputTokens * CHARS_PER_TOKEN,
    maxOutputTokens: facts?.maxOutputTokens,
    accuracy: facts?.accuracy,
    latencyMs: facts?.latencyMs,
    language: facts?.language,
    // Rows keep the names of their time, which no longer need be tasks; such a name matches no rule.
    task: row.task as RuleTask,
    signals: [],
    needs: needsOf(row),
  };
  if (facts?.largestInputTokens !== undefined) features.largestInputTokens = facts.largestInputTokens;
  if (facts?.learnedTask !== undefined) {
    const task = facts.learnedTask as RuleTask;
    features.learnedTask = task;
    features.learned = {
      task,
      confidence: facts.confidence ?? 0,
      runnerUp: task,
    } as NonNullable<Features['learned']>;
  }
  return features;
}

export function replayedRequest(row: PastRow, served: ServedAttempt | undefined): ReplayedRequest {
  return {
    requestId: row.id,
    keyId: row.keyId,
    task: row.task,
    target: `${row.provider}/${row.model}`,
    latencyMs: row.latencyMs,
    features: featuresOf(row),
    share: row.facts?.share ?? stickyShare(row.endUser ?? row.id),
    cost: row.costUsd === null ? undefined : parseUsd(row.costUsd),
    served,
  };
}
