import { beliefOf, deviationOf, meanOf, type PosteriorTable, type Prior } from './posterior';

/** An eligible model and what this request would cost on it. A weight in a decision, never a sum of the books. */
export interface Candidate {
  model: string;
  expectedCostUsd: number;
  /** p95 of late; absent when not known, which no SLA holds against it. */
  latencyMs?: number | undefined;
  /** Editable belief before any label of this task. */
  prior: Prior;
  /** By how much the words of the prompt make it better or worse than its task, in score; absent where no head knows. */
  byText?: number | undefined;
}

export interface ChoiceWish {
  task: string;
  /** Certainty of the task, 0 to 1: with less of it, less is held to be known. */
  confidence: number;
  signals: readonly string[];
  /** 0 saves most, 10 is best quality. */
  dial: number;
  /** Least lower bound of quality, 0 to 1. */
  floor?: number | undefined;
  maxLatencyMs?: number | undefined;
}

export interface Judged {
  model: string;
  quality: number;
  /** What of the quality is due to the words of the prompt; absent where no head knows. */
  byText?: number;
  /** With the margin taken off. */
  lowerBound: number;
  expectedCostUsd: number;
  /** lowerBound − λ × cost share: the highest that may be chosen wins. */
  value: number;
  /** Why it was not chosen; absent for the chosen one. */
  reason?: string;
}

export interface Choice {
  chosen: Judged;
  /** All candidates, best value first. */
  candidates: readonly Judged[];
  runnerUp?: Judged;
  task: string;
  confidence: number;
  signals: readonly string[];
  lambda: number;
  /** No candidate kept the floor, so the one with the best lower bound was taken. */
  floorMissed: boolean;
}

const SIGMA = 1.64;
/** A doubtful task widens the margin by up to this many times. */
const DOUBT = 1;

/** λ of a dial: quality that one whole cost of the dearest candidate must buy; 0 at 10, about 1 at 0. */
export function lambdaOfDial(dial: number): number {
  if (!(dial >= 0 && dial <= 10)) throw new RangeError(`the dial goes from 0 to 10, not ${dial}`);
  return ((10 - dial) / 10) ** 2;
}

function judge(
  candidate: Candidate,
  wish: ChoiceWish,
  table: PosteriorTable,
  dearest: number,
  lambda: number,
): Judged {
  const belief = beliefOf(table, wish.task, candidate.model, candidate.prior);
  const quality = Math.min(1, Math.max(0, meanOf(belief) + (candidate.byText ?? 0)));
  const margin = SIGMA * deviationOf(belief) * (1 + DOUBT * (1 - wish.confidence));
  const lowerBound = Math.max(0, quality - margin);
  const costShare = dearest > 0 ? candidate.expectedCostUsd / dearest : 0;
  const { model, expectedCostUsd, byText } = candidate;
  const judged: Judged = {
    model,
    quality,
    lowerBound,
    expectedCostUsd,
    value: lowerBound - lambda * costShare,
  };
  if (byText !== undefined) judged.byText = byText;
  return judged;
}

/** Whole per cent, as people read a reason. */
const percent = (share: number) => `${Math.round(100 * share)} %`;

function reasonAgainst(
  judged: Judged,
  chosen: Judged,
  { floor, maxLatencyMs }: ChoiceWish,
  latencyMs?: number,
) {
  if (maxLatencyMs !== undefined && latencyMs !== undefined && latencyMs > maxLatencyMs)
    return `takes ${latencyMs} ms where ${maxLatencyMs} ms are allowed`;
  if (floor !== undefined && judged.lowerBound < floor)
    return `surely good in ${percent(judged.lowerBound)} only, below the floor of ${percent(floor)}`;
  if (judged.expectedCostUsd > chosen.expectedCostUsd)
    return 'its quality is not worth its cost at this dial';
  return judged.lowerBound < chosen.lowerBound ? 'its saving is not worth the loss of quality' : 'no better';
}

/** The order of some candidates at a dial, without the words for it. */
export interface Ranking {
  chosen: Judged;
  /** All candidates, best value first. */
  judged: readonly Judged[];
  second: Judged | undefined;
  lambda: number;
  floorMissed: boolean;
}

const byValue = (a: Judged, b: Judged) => b.value - a.value || a.expectedCostUsd - b.expectedCostUsd;
const byLowerBound = (a: Judged, b: Judged) => b.lowerBound - a.lowerBound;

/**
 * argmax(lower bound − λ × cost) among what keeps floor and latency; where nothing keeps the floor the best lower bound.
 * Undefined without candidates, or when none is quick enough.
 */
export function rankModels(
  candidates: readonly Candidate[],
  wish: ChoiceWish,
  table: PosteriorTable,
): Ranking | undefined {
  const lambda = lambdaOfDial(wish.dial);
  const { maxLatencyMs, floor = 0 } = wish;
  let dearest = 0;
  for (const { expectedCostUsd } of candidates) dearest = Math.max(dearest, expectedCostUsd);
  const judged: Judged[] = [];
  let slow: Set<Judged> | undefined;
  for (const candidate of candidates) {
    const one = judge(candidate, wish, table, dearest, lambda);
    judged.push(one);
    if (maxLatencyMs !== undefined && (candidate.latencyMs ?? 0) > maxLatencyMs)
      (slow ??= new Set()).add(one);
  }
  judged.sort(byValue);
  const quick = slow === undefined ? judged : judged.filter((one) => slow?.has(one) !== true);
  const safe = floor > 0 ? quick.filter(({ lowerBound }) => lowerBound >= floor) : quick;
  const floorMissed = safe.length === 0;
  const [chosen, second] = floorMissed ? quick.toSorted(byLowerBound) : safe;
  return chosen === undefined ? undefined : { chosen, judged, second, lambda, floorMissed };
}

/** {@link rankModels}, and why each other was not chosen. */
export function chooseModel(
  candidates: readonly Candidate[],
  wish: ChoiceWish,
  table: PosteriorTable,
): Choice | undefined {
  const ranking = rankModels(candidates, wish, table);
  if (ranking === undefined) return undefined;
  const { chosen, judged, second, lambda, floorMissed } = ranking;
  for (const one of judged) {
    if (one === chosen) continue;
    const isTimed = wish.maxLatencyMs !== undefined;
    const candidate = isTimed ? candidates.find(({ model }) => model === one.model) : undefined;
    one.reason = reasonAgainst(one, chosen, wish, candidate?.latencyMs);
  }
  const { task, confidence, signals } = wish;
  const choice: Choice = { chosen, candidates: judged, task, confidence, signals, lambda, floorMissed };
  if (second !== undefined) choice.runnerUp = second;
  return choice;
}
