import type { Model } from '@/lib/config/schemas';
import type { LearnedReason } from '@/lib/ledger/records';
import type { ExpectedCost } from './expected-cost';
import type { Features } from './features';
import {
  chooseModel,
  rankModels,
  type Candidate,
  type Choice,
  type ChoiceWish,
  type Judged,
} from './learn/choose-model';
import type { PosteriorTable, Prior } from './learn/posterior';
import type { TextHead } from './learn/text-head';
import type { LearnedChoice } from './policy/compile-policy';
import type { Target } from './select-targets';

/** What the learned router knows beside the request. */
export interface Knowledge {
  beliefs: PosteriorTable;
  /** What the words of a prompt say beside its task; absent where nothing was learned, or it is not good enough. */
  head?: TextHead | undefined;
  expectedCostUsd: ExpectedCost;
  /** p99 of late; undefined where nothing is known. */
  latencyMs: (target: Target) => number | undefined;
  /** The reasons for a choice are not wanted: who decides for millions of past requests has no use for them. */
  withoutReasons?: true;
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

/** The head that has a say in a request: not one that is too old, and none where there is no prompt to read. */
export function headFor(
  { at, promptText }: Pick<Features, 'at' | 'promptText'>,
  { head }: Pick<Knowledge, 'head'>,
): TextHead | undefined {
  const isAsked = head !== undefined && at < head.staleAt && promptText !== undefined && promptText !== '';
  return isAsked ? head : undefined;
}

/** Each model once, at the first of its targets. */
function candidatesOf(targets: readonly Target[], features: Features, knowledge: Knowledge): Candidate[] {
  const candidates: Candidate[] = [];
  const byText = headFor(features, knowledge)?.correct(features.promptText ?? '');
  for (const target of targets) {
    const model = target.model.id;
    if (candidates.some((one) => one.model === model)) continue;
    const expectedCostUsd = knowledge.expectedCostUsd(target, features);
    if (expectedCostUsd === undefined) continue;
    const latencyMs = knowledge.latencyMs(target);
    const prior = priorOf(target.model);
    candidates.push({ model, expectedCostUsd, prior, latencyMs, byText: byText?.(model) });
  }
  return candidates;
}

function wishOf({ learned, task, signals, latencyMs }: Features, { dial, floor }: LearnedChoice): ChoiceWish {
  const confidence = learned?.confidence ?? 0;
  return { task: learned?.task ?? task, confidence, signals, dial, floor, maxLatencyMs: latencyMs };
}

/**
 * The models of targets that can take the request, best first by what is believed of them at its task; undefined when
 * none of them has a price or is quick enough.
 */
export function chooseLearned(
  targets: readonly Target[],
  features: Features,
  learned: LearnedChoice,
  knowledge: Knowledge,
): Choice | undefined {
  const candidates = candidatesOf(targets, features, knowledge);
  return chooseModel(candidates, wishOf(features, learned), knowledge.beliefs);
}

/** The same order, without the words for it: the models, the chosen one first. */
export function rankLearned(
  targets: readonly Target[],
  features: Features,
  learned: LearnedChoice,
  knowledge: Knowledge,
): readonly { model: string }[] {
  const candidates = candidatesOf(targets, features, knowledge);
  const ranking = rankModels(candidates, wishOf(features, learned), knowledge.beliefs);
  if (ranking === undefined) return [];
  const { chosen, judged } = ranking;
  return judged[0] === chosen ? judged : [chosen, ...judged.filter((one) => one !== chosen)];
}

type KeptCandidate = LearnedReason['candidates'][number];

const rounded = (share: number) => Math.round(share * 1_000) / 1_000;

function kept({ model, quality, byText, lowerBound, expectedCostUsd, reason }: Judged): KeptCandidate {
  const one: KeptCandidate = {
    model,
    quality: rounded(quality),
    lowerBound: rounded(lowerBound),
    estimatedUsd: expectedCostUsd.toFixed(9),
  };
  if (byText !== undefined) one.byText = rounded(byText);
  if (reason !== undefined) one.reason = reason;
  return one;
}

/** The choice as it is kept with the request. */
export function learnedReason(
  { chosen, candidates, floorMissed }: Choice,
  { dial, floor }: LearnedChoice,
  head?: Pick<TextHead, 'version'>,
): LearnedReason {
  const best = [kept(chosen)];
  for (const one of candidates) if (one !== chosen && best.length < KEPT) best.push(kept(one));
  const reason: LearnedReason = { dial, candidates: best };
  if (floor !== undefined) reason.floor = floor;
  if (floorMissed) reason.floorMissed = true;
  if (head !== undefined) reason.head = head.version;
  return reason;
}
