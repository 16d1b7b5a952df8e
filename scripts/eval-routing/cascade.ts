import type { Random } from '@/lib/simulator/random';
import { pairMetrics, type PairOutcome } from './pair-metrics';

/** SIMULATED: the suites hold scores and no answers, so what a check would see is drawn, not measured. */
export interface CascadeSimulation {
  simulated: true;
  rows: number;
  /** Assumed of the check: wrong answers it stops, right answers it stops for nothing. */
  assumed: { caught: number; falseAlarms: number };
  /** All-strong = 1; every escalated request pays both calls. */
  cost: number;
  qualityOfStrong: number;
  /** Cost of the prompt-only router at 95 % of strong quality on the same rows. */
  promptOnlyCostAt95: number;
}

const ASSUMED = { caught: 0.7, falseAlarms: 0.1 };

/** The cheap model answers first; where the check stops its answer the strong one answers again. */
export function simulateCascade(outcome: PairOutcome, random: Random): CascadeSimulation {
  const rows = outcome.weak.length;
  let cost = 0;
  let quality = 0;
  let strongQuality = 0;
  for (let row = 0; row < rows; row += 1) {
    const weak = outcome.weak[row] ?? 0;
    const strong = outcome.strong[row] ?? 0;
    const escalates = random() < (weak < 0.5 ? ASSUMED.caught : ASSUMED.falseAlarms);
    cost += outcome.weakCost + (escalates ? 1 : 0);
    quality += escalates ? strong : weak;
    strongQuality += strong;
  }
  return {
    simulated: true,
    rows,
    assumed: ASSUMED,
    cost: cost / rows,
    qualityOfStrong: quality / strongQuality,
    promptOnlyCostAt95: pairMetrics(outcome).costAt95,
  };
}
