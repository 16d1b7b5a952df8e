import {
  fitRouter,
  KINDS,
  noPredictions,
  predictScores,
  type Predictions,
} from '@/lib/routing/learn/fit-router';
import type { LabelledPrompt, ReadPrompt } from '@/lib/routing/learn/read-prompts';
import { seededRandom } from '@/lib/simulator/random';

export interface Sample {
  rows: readonly LabelledPrompt[];
  documents: readonly ReadPrompt[];
}

export const pickRows = ({ rows, documents }: Sample, places: readonly number[]): Sample => ({
  rows: places.flatMap((place) => rows[place] ?? []),
  documents: places.flatMap((place) => documents[place] ?? []),
});

/** Places 0 … count − 1 in an order that the seed decides. */
export function shuffled(count: number, ...seed: (string | number)[]): number[] {
  const random = seededRandom('routing evaluation', ...seed);
  return Array.from({ length: count }, (_, place) => [random(), place] as const)
    .sort((a, b) => a[0] - b[0])
    .map(([, place]) => place);
}

/** Only the text of `test` is given to the router; its labels and tasks are for the judge. */
export const predictFrom = (train: Sample, test: Sample): Predictions =>
  predictScores(
    fitRouter(train.rows, train.documents, seededRandom('routing evaluation', 'trees')),
    test.documents,
  );

/** Each row predicted by a router that has not seen it. */
export function crossPredict(sample: Sample, seed: number, folds = 5): Predictions {
  const order = shuffled(sample.rows.length, 'folds', seed);
  const out = noPredictions();
  for (let fold = 0; fold < folds; fold += 1) {
    const held = order.filter((_, at) => at % folds === fold);
    const rest = order.filter((_, at) => at % folds !== fold);
    const part = predictFrom(pickRows(sample, rest), pickRows(sample, held));
    for (const kind of KINDS)
      for (const [model, values] of part[kind]) {
        const all = out[kind].get(model) ?? new Float64Array(sample.rows.length);
        held.forEach((place, at) => (all[place] = values[at] ?? 0));
        out[kind].set(model, all);
      }
  }
  return out;
}
