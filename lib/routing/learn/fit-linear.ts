import { fitRidge, predictRidge, type RidgeHead } from './fit-ridge';
import { BUCKETS, type NgramCounts } from './hash-ngrams';
import type { LabelledPrompt } from './read-prompts';
import { multiply, rarityWeights, weighRows, type SparseRows } from './sparse';

/** Ridge penalty of a model's score. */
const SCORE_PENALTY = 8;
/** Prior labels of a task × model cell, at the model's own mean. */
const CELL_PRIOR = 20;
/** How sharply the likeness to the tasks is turned into shares. */
const TASK_SHARPNESS = 25;

/** What is linear in the words: a guess of the task with its table, and a head a model. */
export interface LinearParts {
  rarity: Float32Array;
  tasks: readonly string[];
  centroids: readonly Float32Array[];
  models: readonly string[];
  /** By model, then task: shrunken mean score. */
  cells: readonly Float64Array[];
  scoreHeads: readonly RidgeHead[];
}

/** Expected scores by model, then row. */
export interface LinearScores {
  byText: readonly Float64Array[];
  /** From the guessed task alone. */
  byTask: readonly Float64Array[];
}

/** Shrunken means of one model by task. */
function fitCells(tasks: number, taskOf: Uint16Array, labels: Float64Array): Float64Array {
  const mean = labels.reduce((sum, label) => sum + label, 0) / Math.max(1, labels.length);
  const sums = new Float64Array(tasks).fill(CELL_PRIOR * mean);
  const counts = new Float64Array(tasks).fill(CELL_PRIOR);
  taskOf.forEach((task, row) => {
    sums[task] = (sums[task] ?? 0) + (labels[row] ?? 0);
    counts[task] = (counts[task] ?? 0) + 1;
  });
  return sums.map((sum, task) => sum / (counts[task] ?? 1));
}

/** Learns from `rows` alone: rarities, a task classifier, the task × model table and one text head a model. */
export function fitLinear(rows: readonly LabelledPrompt[], documents: readonly NgramCounts[]): LinearParts {
  const rarity = rarityWeights(documents);
  const matrix = weighRows(documents, rarity);
  const tasks = [...new Set(rows.map(({ task }) => task))].sort();
  const places = new Map(tasks.map((task, place) => [task, place]));
  const taskOf = Uint16Array.from(rows, ({ task }) => places.get(task) ?? 0);
  const models = Object.keys(rows[0]?.scores ?? {}).sort();
  const labels = models.map((model) => Float64Array.from(rows, ({ scores }) => scores[model] ?? 0));
  return {
    rarity,
    tasks,
    centroids: fitCentroids(tasks.length, taskOf, matrix),
    models,
    cells: labels.map((label) => fitCells(tasks.length, taskOf, label)),
    scoreHeads: labels.map((label) => fitRidge(matrix, label, SCORE_PENALTY)),
  };
}

/** One centroid a task, at length 1: how alike a prompt is to those of the task. A single pass over the rows. */
function fitCentroids(
  tasks: number,
  taskOf: Uint16Array,
  { rows, starts, buckets, values }: SparseRows,
): Float32Array[] {
  const centroids = Array.from({ length: tasks }, () => new Float32Array(BUCKETS));
  for (let row = 0; row < rows; row += 1) {
    const centroid = centroids[taskOf[row] ?? 0] ?? NOWHERE;
    const end = starts[row + 1] ?? 0;
    for (let place = starts[row] ?? 0; place < end; place += 1) {
      const bucket = buckets[place] ?? 0;
      centroid[bucket] = (centroid[bucket] ?? 0) + (values[place] ?? 0);
    }
  }
  for (const centroid of centroids) scaleToOne(centroid);
  return centroids;
}

const NOWHERE = new Float32Array(BUCKETS);

function scaleToOne(vector: Float32Array): void {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const scale = 1 / (Math.sqrt(squares) || 1);
  for (let place = 0; place < vector.length; place += 1) vector[place] = (vector[place] ?? 0) * scale;
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
export function predictLinear(parts: LinearParts, documents: readonly NgramCounts[]): LinearScores {
  const matrix = weighRows(documents, parts.rarity);
  const shares = taskShares(parts.centroids, matrix);
  return {
    byText: parts.scoreHeads.map((head) => predictRidge(head, matrix)),
    byTask: parts.cells.map((cells) => {
      const expected = new Float64Array(matrix.rows);
      shares.forEach((share, task) => {
        const cell = cells[task] ?? 0;
        for (let row = 0; row < matrix.rows; row += 1)
          expected[row] = (expected[row] ?? 0) + (share[row] ?? 0) * cell;
      });
      return expected;
    }),
  };
}
