import type { Model } from '@/lib/config/schemas';
import type { LearnedReason } from '@/lib/ledger/records';
import type { ExpectedCost } from './expected-cost';
import type { Features } from './features';
import { chooseModel, type Candidate, type Choice } from './learn/choose-model';
import type { PosteriorTable, Prior } from './learn/posterior';
import type { LearnedChoice } from './policy/compile-policy';
import type { Target } from './select-targets';

/** What the learned router knows beside the request. */
export interface Knowledge {
  beliefs: PosteriorTable;
  expectedCostUsd: ExpectedCost;
  /** p99 of late; undefined where nothing is known. */
  latencyMs: (target: Target) => number | undefined;
}

/** Belief in a model that nobody judged and nobody described, by its tier. */
const TIER_MEAN = { premium: 0.9, balanced: 0.8, efficient: 0.7, budget: 0.6 } as const;
const UNKNOWN_MEAN = 0.7;
const STRENGTH = 10;

/** Candidates that are kept with a request. */
const KEPT = 6;

export function priorOf({ quality, tier }: Pick<Model, 'quality' | 'tier'>): Prior {
  return quality ?? { mean: tier === undefined ? UNKNOWN_MEAN : TIER_MEAN[tier], strength: STRENGTH };
}

function candidateOf(target: Target, features: Features, knowledge: Knowledge): Candidate | undefined {
  const expectedCostUsd = knowledge.expectedCostUsd(target, features);
  if (expectedCostUsd === undefined) return undefined;
  const latencyMs = knowledge.latencyMs(target);
  return {
    model: target.model.id,
    expectedCostUsd,
    prior: priorOf(target.model),
    ...(latencyMs !== undefined && { latencyMs }),
  };
}

/**
 * The models of targets that can take the request, best first by what is believed of them at its task; undefined when
 * none of them has a price or is quick enough.
 */
export function chooseLearned(
  targets: readonly Target[],
  features: Features,
  { dial, floor }: LearnedChoice,
  knowledge: Knowledge,
): Choice | undefined {
  const byModel = new Map<string, Candidate>();
  for (const target of targets) {
    if (byModel.has(target.model.id)) continue;
    const candidate = candidateOf(target, features, knowledge);
    if (candidate !== undefined) byModel.set(candidate.model, candidate);
  }
  const { learned, task, signals, latencyMs } = features;
  const wish = {
    task: learned?.task ?? task,
    confidence: learned?.confidence ?? 0,
    signals,
    dial,
    ...(floor !== undefined && { floor }),
    ...(latencyMs !== undefined && { maxLatencyMs: latencyMs }),
  };
  return chooseModel([...byModel.values()], wish, knowledge.beliefs);
}

const rounded = (share: number) => Math.round(share * 1_000) / 1_000;

/** The choice as it is kept with the request. */
export function learnedReason(choice: Choice, { dial, floor }: LearnedChoice): LearnedReason {
  const others = choice.candidates.filter((one) => one !== choice.chosen);
  return {
    dial,
    ...(floor !== undefined && { floor }),
    ...(choice.floorMissed && { floorMissed: true }),
    candidates: [choice.chosen, ...others].slice(0, KEPT).map((one) => ({
      model: one.model,
      quality: rounded(one.quality),
      lowerBound: rounded(one.lowerBound),
      estimatedUsd: one.expectedCostUsd.toFixed(9),
      ...(one.reason !== undefined && { reason: one.reason }),
    })),
  };
}
