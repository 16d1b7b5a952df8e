import type { Random } from '@/lib/simulator/random';
import { fitForest } from './fit-forest';
import { fitLinear, predictLinear, type LinearParts, type LinearScores } from './fit-linear';
import { fitMeaning, predictMeaning, type MeaningParts } from './fit-meaning';
import { predictForest, type Forest, type NumberTable } from './forest';
import type { LabelledPrompt, ReadPrompt } from './read-prompts';

/** Linear parts, trees that look at what these expect and at the form of a prompt, and a kernel on what it is about. */
export interface RouterParts {
  linear: LinearParts;
  forest: Forest;
  meaning: MeaningParts;
}

export const KINDS = ['blended', 'byTask', 'byText', 'byForest', 'byMeaning'] as const;
/**
 * Expected scores, by model, then row: from the guessed task alone, from the text head alone, from the trees alone, from
 * the kernel alone, and what the router goes by.
 */
export type Predictions = Record<(typeof KINDS)[number], Map<string, Float64Array>>;
export const noPredictions = (): Predictions => ({
  ...{ blended: new Map(), byTask: new Map(), byText: new Map() },
  ...{ byForest: new Map(), byMeaning: new Map() },
});

/** Parts of the rows that are held out in turn, so that trees see of each row what its linear parts did not learn from it. */
const FOLDS = 3;
const FOREST = { trees: 80, leafRows: 25, triedShare: 0.33, limits: 4, rowShare: 0.7 };
/** How much each counts in what the router goes by. Trees look at the text head too, so that it counts less by itself. */
const WEIGHTS = { byText: 0.2, byForest: 0.5, byMeaning: 0.3 };

/** Scores by model as trees see them: the mean of all, and each against that mean. */
function contrasts(scores: readonly Float64Array[], row: number): number[] {
  const mean = scores.reduce((sum, own) => sum + (own[row] ?? 0), 0) / Math.max(1, scores.length);
  return [mean, ...scores.map((own) => (own[row] ?? 0) - mean)];
}

/** What the trees look at. */
function tableOf({ byText, byTask }: LinearScores, documents: readonly ReadPrompt[]): NumberTable {
  const rows = documents.map(({ form, meaning }, row) => [
    ...contrasts(byText, row),
    ...contrasts(byTask, row),
    ...form,
    ...meaning.likeness,
  ]);
  const columns = rows[0]?.length ?? 0;
  const values = new Float32Array(rows.length * columns);
  rows.forEach((own, row) => values.set(own, row * columns));
  return { rows: rows.length, columns, values };
}

/** Each row as linear parts see it that have not learned from it. */
function crossFit(
  rows: readonly LabelledPrompt[],
  documents: readonly ReadPrompt[],
  random: Random,
): LinearScores {
  const foldOf = rows.map(() => Math.floor(FOLDS * random()));
  const models = Object.keys(rows[0]?.scores ?? {}).length;
  const blank = () => Array.from({ length: models }, () => new Float64Array(rows.length));
  const out = { byText: blank(), byTask: blank() };
  for (let fold = 0; fold < FOLDS; fold += 1) {
    const held = [...foldOf.keys()].filter((row) => foldOf[row] === fold);
    const rest = [...foldOf.keys()].filter((row) => foldOf[row] !== fold);
    const pick = <T>(from: readonly T[], places: readonly number[]) =>
      places.flatMap((place) => from[place] ?? []);
    const linear = fitLinear(pick(rows, rest), pick(documents, rest));
    const scores = predictLinear(linear, pick(documents, held));
    for (const kind of ['byText', 'byTask'] as const)
      scores[kind].forEach((own, model) =>
        held.forEach((row, at) => {
          const all = out[kind][model];
          if (all !== undefined) all[row] = own[at] ?? 0;
        }),
      );
  }
  return out;
}

/** Learns from `rows` alone; `documents` are their prompts, read. The same random numbers give the same router. */
export function fitRouter(
  rows: readonly LabelledPrompt[],
  documents: readonly ReadPrompt[],
  random: Random,
): RouterParts {
  const linear = fitLinear(rows, documents);
  const labels = linear.models.map((model) => Float64Array.from(rows, ({ scores }) => scores[model] ?? 0));
  const table = tableOf(crossFit(rows, documents, random), documents);
  return { linear, forest: fitForest(table, labels, FOREST, random), meaning: fitMeaning(documents, labels) };
}

/** What the router expects of unseen prompts; their tasks and scores are not looked at. */
export function predictScores(
  { linear, forest, meaning }: RouterParts,
  documents: readonly ReadPrompt[],
): Predictions {
  const scores = predictLinear(linear, documents);
  const grown = predictForest(forest, tableOf(scores, documents));
  const near = predictMeaning(meaning, documents);
  const out = noPredictions();
  linear.models.forEach((model, at) => {
    const byText = scores.byText[at];
    const byForest = grown[at];
    const byMeaning = near[at];
    if (byText === undefined || byForest === undefined || byMeaning === undefined) return;
    out.byText.set(model, byText);
    out.byForest.set(model, byForest);
    out.byMeaning.set(model, byMeaning);
    out.byTask.set(model, scores.byTask[at] ?? new Float64Array());
    out.blended.set(
      model,
      byText.map(
        (value, row) =>
          WEIGHTS.byText * value +
          WEIGHTS.byForest * (byForest[row] ?? 0) +
          WEIGHTS.byMeaning * (byMeaning[row] ?? 0),
      ),
    );
  });
  return out;
}
