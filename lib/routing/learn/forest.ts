/** Numbers of many rows, row after row. */
export interface NumberTable {
  rows: number;
  columns: number;
  values: Float32Array;
}

/** Nodes in the order of a walk that goes down on the low side first, so that a low child is the next node. */
export interface Tree {
  /** Column that a node looks at; −1 for a leaf. */
  columns: Int16Array;
  /** What is at most so high is on the low side. */
  limits: Float32Array;
  /** Node of the high side; 0 for a leaf. */
  highs: Uint32Array;
  /** Of a leaf: mean of each output, `outputs` numbers a node. */
  means: Float32Array;
}

/** Trees whose answers are averaged. */
export interface Forest {
  outputs: number;
  trees: readonly Tree[];
}

/** Adds what the forest expects of one row, which begins at `from`, to `sums`: one number an output. */
function addExpected({ outputs, trees }: Forest, values: Float32Array, from: number, sums: Float64Array) {
  for (const { columns, limits, highs, means } of trees) {
    let node = 0;
    for (let column = columns[0] ?? -1; column >= 0; column = columns[node] ?? -1)
      node = (values[from + column] ?? 0) <= (limits[node] ?? 0) ? node + 1 : (highs[node] ?? 0);
    for (let output = 0; output < outputs; output += 1)
      sums[output] = (sums[output] ?? 0) + (means[node * outputs + output] ?? 0) / trees.length;
  }
}

/** What the forest expects of each row, by output. */
export function predictForest(forest: Forest, { rows, columns, values }: NumberTable): Float64Array[] {
  const expected = Array.from({ length: forest.outputs }, () => new Float64Array(rows));
  const sums = new Float64Array(forest.outputs);
  for (let row = 0; row < rows; row += 1) {
    sums.fill(0);
    addExpected(forest, values, row * columns, sums);
    expected.forEach((own, output) => (own[row] = sums[output] ?? 0));
  }
  return expected;
}
