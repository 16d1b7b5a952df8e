import { fitRidge, type RidgeHead } from './fit-ridge';
import { createNgramHasher, type NgramCounts } from './hash-ngrams';
import {
  keepCounts,
  multiply,
  multiplyTransposed,
  rarityWeights,
  weighRows,
  type SparseRows,
} from './sparse';

/** What a labelled prompt teaches: how good each model's answer was, 0 to 1. */
export interface LabelledPrompt {
  task: string;
  prompt: string;
  scores: Readonly<Record<string, number>>;
}

/** Labels at which the text of the prompt weighs as much as its task. */
export const TEXT_LABELS = 1_600;

/** Ridge penalty of a model's score. */
const SCORE_PENALTY = 8;
/** Prior labels of a task × model cell, at the model's own mean. */
const CELL_PRIOR = 20;
/** How sharply the likeness to the tasks is turned into shares. */
const TASK_SHARPNESS = 25;

export interface RouterParts {
  rarity: Float32Array;
  tasks: readonly string[];
  centroids: readonly Float32Array[];
  models: readonly string[];
  /** By model, then task: shrunken mean score. */
  cells: readonly Float64Array[];
  scoreHeads: readonly RidgeHead[];
  /** Of the text head against the task table, 0 to 1. */
  textWeight: number;
}

export interface Predictions {
  /** By model, then row: expected score from text and task together. */
  blended: Map<string, Float64Array>;
  /** From the guessed task alone. */
  byTask: Map<string, Float64Array>;
}

const hasher = createNgramHasher();
export const readCounts = (prompts: readonly string[]): NgramCounts[] =>
  prompts.map((prompt) => keepCounts(hasher(prompt)));

/** Shrunken means of one model by task. */
function fitCells(tasks: readonly string[], taskOf: readonly string[], labels: Float64Array): Float64Array {
  const mean = labels.reduce((sum, label) => sum + label, 0) / Math.max(1, labels.length);
  return Float64Array.from(tasks, (task) => {
    let sum = CELL_PRIOR * mean;
    let count = CELL_PRIOR;
    labels.forEach((label, row) => {
      if (taskOf[row] !== task) return;
      sum += label;
      count += 1;
    });
    return sum / count;
  });
}

/** Learns from `rows` alone: rarities, a task classifier, the task × model table and one text head a model. */
export function fitRouter(rows: readonly LabelledPrompt[], documents: readonly NgramCounts[]): RouterParts {
  const rarity = rarityWeights(documents);
  const matrix = weighRows(documents, rarity);
  const taskOf = rows.map(({ task }) => task);
  const tasks = [...new Set(taskOf)].sort();
  const models = Object.keys(rows[0]?.scores ?? {}).sort();
  const labels = models.map((model) => Float64Array.from(rows, ({ scores }) => scores[model] ?? 0));
  return {
    rarity,
    tasks,
    centroids: fitCentroids(tasks, taskOf, matrix),
    models,
    cells: labels.map((label) => fitCells(tasks, taskOf, label)),
    scoreHeads: labels.map((label) => fitRidge(matrix, label, SCORE_PENALTY)),
    textWeight: rows.length / (rows.length + TEXT_LABELS),
  };
}

/** One centroid a task, at length 1: how alike a prompt is to those of the task. A single pass over the rows. */
export function fitCentroids(
  tasks: readonly string[],
  taskOf: readonly string[],
  matrix: SparseRows,
): Float32Array[] {
  return tasks.map((task) => {
    const own = Float64Array.from(taskOf, (each) => (each === task ? 1 : 0));
    const sum = multiplyTransposed(matrix, own);
    const length = Math.sqrt(sum.reduce((squares, value) => squares + value * value, 0)) || 1;
    return Float32Array.from(sum, (value) => value / length);
  });
}

/** Share of each task by row, from the heads' scores. */
function taskShares(centroids: readonly Float32Array[], matrix: SparseRows): Float64Array[] {
  const shares = centroids.map((centroid) =>
    multiply(matrix, centroid).map((likeness) => Math.exp(TASK_SHARPNESS * likeness)),
  );
  for (let row = 0; row < matrix.rows; row += 1) {
    const total = shares.reduce((sum, share) => sum + (share[row] ?? 0), 0) || 1;
    for (const share of shares) share[row] = (share[row] ?? 0) / total;
  }
  return shares;
}

/** What the parts expect of unseen prompts; their tasks and scores are not looked at. */
export function predictScores(parts: RouterParts, documents: readonly NgramCounts[]): Predictions {
  const matrix = weighRows(documents, parts.rarity);
  const shares = taskShares(parts.centroids, matrix);
  const out: Predictions = { blended: new Map(), byTask: new Map() };
  parts.models.forEach((model, at) => {
    const head = parts.scoreHeads[at];
    const cells = parts.cells[at];
    if (head === undefined || cells === undefined) return;
    const text = multiply(matrix, head.weights);
    const byTask = text.map((_, row) =>
      shares.reduce((sum, share, task) => sum + (share[row] ?? 0) * (cells[task] ?? 0), 0),
    );
    out.byTask.set(model, byTask);
    out.blended.set(
      model,
      text.map(
        (score, row) => parts.textWeight * (score + head.mean) + (1 - parts.textWeight) * (byTask[row] ?? 0),
      ),
    );
  });
  return out;
}
