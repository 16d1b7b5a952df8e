import { deviationOf, fromPrior, meanOf, type Posterior } from '@/lib/routing/learn/posterior';

/** Labels of one model's answers at one task; `good` and `bad` weighted by who gave them. */
export interface JudgedCell {
  task: string;
  model: string;
  labels: number;
  good: number;
  bad: number;
}

/** `quality`: share of good answers, 0..1, at the mix of tasks that was judged; `lowerBound`: with about 95 % certainty. */
export type BestModel =
  | { kind: 'best'; model: string; quality: number; lowerBound: number; labels: number; models: number }
  | { kind: 'none'; labels: number };

/** Fewer labels of a model at a task say nothing of it. */
export const LEAST_LABELS = 10;
/** A model is compared when it was judged at tasks that make up so much of all that was judged. */
export const LEAST_COVERED = 0.9;
/** Of nothing known it is even. */
const PRIOR = { mean: 0.5, strength: 2 };

/**
 * The model with the best quality that is certain. Routing gives models different tasks, so qualities are taken by task
 * and weighted by the same mix for all: a model that only had the easy ones is not compared. Pure.
 */
export function pickBestModel(cells: readonly JudgedCell[]): BestModel {
  const labels = cells.reduce((sum, cell) => sum + cell.labels, 0);
  const shareOf = (task: string) =>
    cells.reduce((sum, cell) => (cell.task === task ? sum + cell.labels : sum), 0) / labels;
  const compared = [...new Set(cells.map(({ model }) => model))].flatMap((model) => {
    const own = cells.filter((cell) => cell.model === model && cell.labels >= LEAST_LABELS);
    const weighted = own.map((cell) => ({ share: shareOf(cell.task), belief: beliefIn(cell) }));
    const covered = weighted.reduce((sum, { share }) => sum + share, 0);
    if (covered < LEAST_COVERED) return [];
    const quality = weighted.reduce((sum, { share, belief }) => sum + (share / covered) * meanOf(belief), 0);
    const variance = weighted.reduce(
      (sum, { share, belief }) => sum + ((share / covered) * deviationOf(belief)) ** 2,
      0,
    );
    return [{ model, quality, lowerBound: Math.max(0, quality - 1.64 * Math.sqrt(variance)) }];
  });
  const [best] = compared.toSorted((a, b) => b.lowerBound - a.lowerBound || (a.model < b.model ? -1 : 1));
  return best === undefined
    ? { kind: 'none', labels }
    : { kind: 'best', ...best, labels, models: compared.length };
}

function beliefIn({ good, bad }: JudgedCell): Posterior {
  const prior = fromPrior(PRIOR);
  return { good: prior.good + good, bad: prior.bad + bad };
}
