import { orderByPreference, type PairOutcome } from './pair-metrics';

/** What a check is assumed to stop. */
export interface AssumedCheck {
  /** Share of wrong answers. */
  caught: number;
  /** Share of right answers, for nothing. */
  falseAlarms: number;
}

export interface CascadeOutcome extends AssumedCheck {
  /** All-strong = 1; every escalated request pays both calls. */
  cost: number;
  qualityOfStrong: number;
  /** Least cost at which the prompt-only router is as good on the same rows; undefined where it never is. */
  promptOnlyCost: number | undefined;
}

/** SIMULATED: the suites hold scores and no answers, so what a check would stop is assumed, not measured. */
export interface CascadeSimulation {
  simulated: true;
  rows: number;
  outcomes: CascadeOutcome[];
  /** Cost of the prompt-only router by share of strong quality. */
  promptOnly: { qualityOfStrong: number; cost: number | undefined }[];
}

const CHECKS: readonly AssumedCheck[] = [0.1, 0.3, 0.5, 0.7, 0.9].map((caught) => ({
  caught,
  falseAlarms: 0.1,
}));
const SHARES = [0.95, 0.98, 1];

/** Least cost from which the order of the router is at least so good; `quality` is a sum of scores. */
function promptOnlyCost(outcome: PairOutcome, quality: number): number | undefined {
  const { weak, strong, weakCost, preference } = outcome;
  const order = orderByPreference(preference);
  let reached = order.reduce((sum, row) => sum + (weak[row] ?? 0), 0);
  for (let sent = 0; sent <= order.length; sent += 1) {
    if (reached >= quality) return (sent + (order.length - sent) * weakCost) / order.length;
    const row = order[sent];
    if (row !== undefined) reached += (strong[row] ?? 0) - (weak[row] ?? 0);
  }
  return undefined;
}

/** The cheap model answers first; where the check stops its answer the strong one answers again. Expected values, nothing is drawn. */
export function simulateCascade(outcome: PairOutcome): CascadeSimulation {
  const { weak, strong, weakCost } = outcome;
  const rows = weak.length;
  const strongQuality = Array.from(strong).reduce((sum, score) => sum + score, 0);
  return {
    simulated: true,
    rows,
    outcomes: CHECKS.map((check) => {
      let cost = 0;
      let quality = 0;
      for (let row = 0; row < rows; row += 1) {
        const score = weak[row] ?? 0;
        const stopped = score < 0.5 ? check.caught : check.falseAlarms;
        cost += weakCost + stopped;
        quality += stopped * (strong[row] ?? 0) + (1 - stopped) * score;
      }
      return {
        ...check,
        cost: cost / rows,
        qualityOfStrong: quality / strongQuality,
        promptOnlyCost: promptOnlyCost(outcome, quality),
      };
    }),
    promptOnly: SHARES.map((share) => ({
      qualityOfStrong: share,
      cost: promptOnlyCost(outcome, share * strongQuality),
    })),
  };
}
