import type { Random } from '@/lib/simulator/random';
import type { Forest, NumberTable, Tree } from './forest';

export interface ForestOptions {
  trees: number;
  /** Least rows of a leaf. */
  leafRows: number;
  /** Share of the columns that a split is sought among. */
  triedShare: number;
  /** Limits that are drawn for each of these columns. */
  limits: number;
  /** Share of the rows that each tree grows from. */
  rowShare: number;
}

interface Split {
  column: number;
  limit: number;
  /** Squared sums of both sides over their rows: the more, the further apart they are. */
  gain: number;
}

/** What a tree grows from. */
interface Ground {
  /** Column after column: the rows of one lie close together. */
  columns: readonly Float32Array[];
  /** `outputs` numbers a row. */
  labels: Float64Array;
  outputs: number;
  options: ForestOptions;
  random: Random;
  /** Rows, those of a node side by side. */
  order: Uint32Array;
  /** Columns, drawn from without putting back. */
  deck: Uint32Array;
}

const NONE = new Float32Array();

function sumLabels({ labels, outputs, order }: Ground, start: number, end: number): Float64Array {
  const sums = new Float64Array(outputs);
  for (let place = start; place < end; place += 1) {
    const row = (order[place] ?? 0) * outputs;
    for (let output = 0; output < outputs; output += 1)
      sums[output] = (sums[output] ?? 0) + (labels[row + output] ?? 0);
  }
  return sums;
}

function gainOf(
  ground: Ground,
  column: number,
  limit: number,
  start: number,
  end: number,
  all: Float64Array,
) {
  const { columns, labels, outputs, order, options } = ground;
  const values = columns[column] ?? NONE;
  const low = new Float64Array(outputs);
  let count = 0;
  for (let place = start; place < end; place += 1) {
    const row = order[place] ?? 0;
    if ((values[row] ?? 0) > limit) continue;
    count += 1;
    for (let output = 0; output < outputs; output += 1)
      low[output] = (low[output] ?? 0) + (labels[row * outputs + output] ?? 0);
  }
  const others = end - start - count;
  if (count < options.leafRows || others < options.leafRows) return -Infinity;
  let gain = 0;
  for (let output = 0; output < outputs; output += 1) {
    const below = low[output] ?? 0;
    const above = (all[output] ?? 0) - below;
    gain += (below * below) / count + (above * above) / others;
  }
  return gain;
}

/** The best of some drawn columns, each with some drawn limits. */
function findSplit(ground: Ground, start: number, end: number, all: Float64Array): Split | undefined {
  const { columns, order, deck, options, random } = ground;
  let tries = Math.max(1, Math.round(options.triedShare * deck.length));
  let best: Split | undefined;
  for (let drawn = 0; drawn < deck.length && tries > 0; drawn += 1) {
    const other = drawn + Math.floor(random() * (deck.length - drawn));
    const column = deck[other] ?? 0;
    deck[other] = deck[drawn] ?? 0;
    deck[drawn] = column;
    tries -= 1;
    for (let limits = options.limits; limits > 0; limits -= 1) {
      const row = order[start + Math.floor(random() * (end - start))] ?? 0;
      const limit = columns[column]?.[row] ?? 0;
      const gain = gainOf(ground, column, limit, start, end, all);
      if (gain > (best?.gain ?? -Infinity)) best = { column, limit, gain };
    }
  }
  return best;
}

/** Puts rows at most as high as the limit before the others; where these begin. */
function part({ columns, order }: Ground, { column, limit }: Split, start: number, end: number): number {
  const values = columns[column] ?? NONE;
  let middle = start;
  for (let place = start; place < end; place += 1) {
    const row = order[place] ?? 0;
    if ((values[row] ?? 0) > limit) continue;
    order[place] = order[middle] ?? 0;
    order[middle] = row;
    middle += 1;
  }
  return middle;
}

function growTree(ground: Ground): Tree {
  const { outputs, options } = ground;
  const columns: number[] = [];
  const limits: number[] = [];
  const highs: number[] = [];
  const means: number[] = [];
  const grow = (start: number, end: number): void => {
    const node = columns.length;
    const sums = sumLabels(ground, start, end);
    const split = end - start < 2 * options.leafRows ? undefined : findSplit(ground, start, end, sums);
    columns.push(split?.column ?? -1);
    limits.push(split?.limit ?? 0);
    highs.push(0);
    for (let output = 0; output < outputs; output += 1)
      means.push(split === undefined ? (sums[output] ?? 0) / Math.max(1, end - start) : 0);
    if (split === undefined) return;
    const middle = part(ground, split, start, end);
    grow(start, middle);
    highs[node] = columns.length;
    grow(middle, end);
  };
  grow(0, ground.order.length);
  return {
    columns: Int16Array.from(columns),
    limits: Float32Array.from(limits),
    highs: Uint32Array.from(highs),
    means: Float32Array.from(means),
  };
}

/** Some of the rows, none twice. */
function drawRows(rows: number, count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: rows }, (_, row) => row);
  if (count >= rows) return order;
  for (let place = 0; place < count; place += 1) {
    const other = place + Math.floor(random() * (rows - place));
    const row = order[other] ?? 0;
    order[other] = order[place] ?? 0;
    order[place] = row;
  }
  return order.slice(0, count);
}

/**
 * Randomised trees: each grows from some of the rows; at each node some columns are drawn and a few limits for each, and the
 * best of these parts the rows. With one limit and all rows these are extremely randomised trees (Geurts, Ernst, Wehenkel
 * 2006), with all limits a random forest (Breiman 2001). Several labels a row are told apart together. The same random
 * numbers give the same forest.
 */
export function fitForest(
  table: NumberTable,
  labels: readonly Float64Array[],
  options: ForestOptions,
  random: Random,
): Forest {
  const outputs = labels.length;
  const flat = new Float64Array(table.rows * outputs);
  labels.forEach((own, output) => own.forEach((label, row) => (flat[row * outputs + output] = label)));
  const columns = Array.from({ length: table.columns }, (_, column) =>
    Float32Array.from({ length: table.rows }, (__, row) => table.values[row * table.columns + column] ?? 0),
  );
  const grown = Array.from({ length: options.trees }, () =>
    growTree({
      columns,
      labels: flat,
      outputs,
      options,
      random,
      order: drawRows(table.rows, Math.round(options.rowShare * table.rows), random),
      deck: Uint32Array.from({ length: table.columns }, (_, column) => column),
    }),
  );
  return { outputs, trees: grown };
}
