import { beliefOf, deviationOf, meanOf, type PosteriorTable, type Prior } from './posterior';

/** An eligible model and what this request would cost on it. A weight in a decision, never a sum of the books. */
export interface Candidate {
  model: string;
  expectedCostUsd: number;
  /** p95 of late; absent when not known, which no SLA holds against it. */
  latencyMs?: number;
  /** Editable belief before any label of this task. */
  prior: Prior;
  /** Correction by the prompt's text, in score; absent until about 1,600 labels exist. */
  textCorrection?: number;
}

export interface ChoiceWish {
  task: string;
  /** Certainty of the task, 0 to 1: with less of it, less is held to be known. */
  confidence: number;
  signals: readonly string[];
  /** 0 saves most, 10 is best quality. */
  dial: number;
  /** Least lower bound of quality, 0 to 1. */
  floor?: number;
  maxLatencyMs?: number;
}

export interface Judged {
  model: string;
  quality: number;
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
  const quality = Math.min(1, Math.max(0, meanOf(belief) + (candidate.textCorrection ?? 0)));
  const margin = SIGMA * deviationOf(belief) * (1 + DOUBT * (1 - wish.confidence));
  const lowerBound = Math.max(0, quality - margin);
  const costShare = dearest > 0 ? candidate.expectedCostUsd / dearest : 0;
  const { model, expectedCostUsd } = candidate;
  return { model, quality, lowerBound, expectedCostUsd, value: lowerBound - lambda * costShare };
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

/**
 * argmax(lower bound − λ × cost) among what keeps floor and latency; where nothing keeps the floor the best lower bound.
 * Undefined without candidates, or when none is quick enough.
 */
export function chooseModel(
  candidates: readonly Candidate[],
  wish: ChoiceWish,
  table: PosteriorTable,
): Choice | undefined {
  const lambda = lambdaOfDial(wish.dial);
  const dearest = candidates.reduce((most, { expectedCostUsd }) => Math.max(most, expectedCostUsd), 0);
  const latencies = new Map(candidates.map(({ model, latencyMs }) => [model, latencyMs]));
  const judged = candidates
    .map((candidate) => judge(candidate, wish, table, dearest, lambda))
    .sort((a, b) => b.value - a.value || a.expectedCostUsd - b.expectedCostUsd);
  const { maxLatencyMs, floor = 0 } = wish;
  const quick = judged.filter(({ model }) => (latencies.get(model) ?? 0) <= (maxLatencyMs ?? Infinity));
  const safe = quick.filter(({ lowerBound }) => lowerBound >= floor);
  const allowed = safe.length > 0 ? safe : quick.toSorted((a, b) => b.lowerBound - a.lowerBound);
  const [chosen, second] = allowed;
  if (chosen === undefined) return undefined;
  const explained = judged.map((one) =>
    one === chosen ? one : { ...one, reason: reasonAgainst(one, chosen, wish, latencies.get(one.model)) },
  );
  const runnerUp = explained.find(({ model }) => model === second?.model);
  return {
    chosen,
    candidates: explained,
    ...(runnerUp !== undefined && { runnerUp }),
    task: wish.task,
    confidence: wish.confidence,
    signals: wish.signals,
    lambda,
    floorMissed: safe.length === 0,
  };
}
