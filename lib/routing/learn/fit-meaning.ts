import { fitKernel, nearness, predictKernel, type KernelHead } from './fit-kernel';
import type { NumberTable } from './forest';
import type { ReadPrompt } from './read-prompts';

/** A kernel ridge a model on what prompts are about: a prompt is expected to be answered as those are that are near it. */
export interface MeaningParts {
  /** Mean of all vectors, which tells none from another. */
  centre: Float64Array;
  points: NumberTable;
  heads: readonly KernelHead[];
}

const PENALTY = 0.5;
/** Length of each half of a point, what is asked and what is offered: how fast nearness falls. */
const LENGTH = 3;

function fitCentre(documents: readonly ReadPrompt[]): Float64Array {
  const centre = new Float64Array(documents[0]?.meaning.vector.length ?? 0);
  for (const { meaning } of documents)
    for (let at = 0; at < centre.length; at += 1)
      centre[at] = (centre[at] ?? 0) + (meaning.vector[at] ?? 0) / documents.length;
  return centre;
}

/** Brings the numbers from `start` to before `end` to a length; noughts stay so. */
function scale(values: Float32Array, start: number, end: number): void {
  let squares = 0;
  for (let at = start; at < end; at += 1) squares += (values[at] ?? 0) ** 2;
  const factor = LENGTH / (Math.sqrt(squares) || 1);
  for (let at = start; at < end; at += 1) values[at] = (values[at] ?? 0) * factor;
}

/** Each vector less the centre, both halves at the same length. */
export function pointsOf(documents: readonly ReadPrompt[], centre: Float64Array): NumberTable {
  const columns = centre.length;
  const values = new Float32Array(documents.length * columns);
  documents.forEach(({ meaning }, row) => {
    const start = row * columns;
    for (let at = 0; at < columns; at += 1)
      values[start + at] = (meaning.vector[at] ?? 0) - (centre[at] ?? 0);
    scale(values, start, start + columns / 2);
    scale(values, start + columns / 2, start + columns);
  });
  return { rows: documents.length, columns, values };
}

/** Learns from these prompts alone; `labels`: scores by model, then row. */
export function fitMeaning(documents: readonly ReadPrompt[], labels: readonly Float64Array[]): MeaningParts {
  const centre = fitCentre(documents);
  const points = pointsOf(documents, centre);
  const near = nearness(points, points);
  return { centre, points, heads: labels.map((own) => fitKernel(near, own, PENALTY)) };
}

/** Expected scores of unseen prompts, by model, then row. */
export function predictMeaning(
  { centre, points, heads }: MeaningParts,
  documents: readonly ReadPrompt[],
): Float64Array[] {
  const near = nearness(pointsOf(documents, centre), points);
  return heads.map((head) => predictKernel(head, near));
}
