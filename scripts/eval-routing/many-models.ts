import { areaUnderHull } from './pair-metrics';

export interface ManyModels {
  bestSingle: string;
  bestSingleQuality: number;
  /** Least cost, best single = 1, at which argmax(p − λ·cost) is at least as good; undefined when it never is. */
  costAtBestSingle: number | undefined;
  /** The λ chosen on the other half (`calibrated`), read on this one. */
  qualityShare: number;
  costShare: number;
  aiq: number;
}

export interface ManyOutcome {
  expected: ReadonlyMap<string, ArrayLike<number>>;
  scores: readonly Readonly<Record<string, number>>[];
  costs: ReadonlyMap<string, number>;
}

/** λ from "quality only" to "price only", in score a unit of cost. */
const LAMBDAS = [0, ...Array.from({ length: 80 }, (_, step) => 0.002 * 1.08 ** step)];

function choose({ expected, scores, costs }: ManyOutcome, lambda: number): { quality: number; cost: number } {
  let quality = 0;
  let cost = 0;
  scores.forEach((own, row) => {
    let best = -Infinity;
    let chosen = '';
    for (const [model, values] of expected) {
      const value = (values[row] ?? 0) - lambda * (costs.get(model) ?? 1);
      if (value > best) [best, chosen] = [value, model];
    }
    quality += (own[chosen] ?? 0) / scores.length;
    cost += (costs.get(chosen) ?? 1) / scores.length;
  });
  return { quality, cost };
}

const meanScore = ({ scores }: ManyOutcome, model: string) =>
  scores.reduce((sum, own) => sum + (own[model] ?? 0), 0) / scores.length;

/** `calibration`: rows on which λ is set; `test`: rows on which it is looked at. `bestSingle` by training rows. */
export function manyModels(bestSingle: string, calibration: ManyOutcome, test: ManyOutcome): ManyModels {
  const baseQuality = meanScore(test, bestSingle);
  const baseCost = test.costs.get(bestSingle) ?? 1;
  const curve = LAMBDAS.map((lambda) => choose(test, lambda));
  const enough = curve.filter(({ quality }) => quality >= baseQuality);
  const target = meanScore(calibration, bestSingle);
  const safe = LAMBDAS.findLast((lambda) => choose(calibration, lambda).quality >= target) ?? 0;
  const calibrated = choose(test, safe);
  const points = curve.map(({ quality, cost }) => [cost, quality] as const).sort((a, b) => a[0] - b[0]);
  return {
    bestSingle,
    bestSingleQuality: baseQuality,
    costAtBestSingle:
      enough.length === 0 ? undefined : Math.min(...enough.map(({ cost }) => cost)) / baseCost,
    qualityShare: calibrated.quality / baseQuality,
    costShare: calibrated.cost / baseCost,
    aiq: areaUnderHull(points),
  };
}
