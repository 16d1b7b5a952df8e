import { keyOf, vectorLayout } from '@/lib/routing/learn/word-vectors';

/** A word and its numbers. */
export type WordVector = readonly [word: string, values: readonly number[]];

/** Width of one of the sixteen steps of a number, in standard deviations of its dimension. */
const STEP_DEVIATIONS = 0.36;

/** Standard deviation of each dimension. */
function deviations(words: readonly WordVector[], dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, at) => {
    const mean = words.reduce((sum, [, values]) => sum + (values[at] ?? 0), 0) / words.length;
    return Math.sqrt(
      words.reduce((sum, [, values]) => sum + ((values[at] ?? 0) - mean) ** 2, 0) / words.length,
    );
  });
}

/** Words, most frequent first, as {@link loadWordVectors} reads them. The same words give the same bytes. */
export function packWordVectors(words: readonly WordVector[]): Uint8Array {
  const dimensions = words[0]?.[1].length ?? 0;
  const layout = vectorLayout(words.length, dimensions);
  const bytes = new Uint8Array(layout.bytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, words.length, true);
  view.setUint32(4, dimensions, true);
  const steps = deviations(words, dimensions).map((deviation) => Math.fround(STEP_DEVIATIONS * deviation));
  steps.forEach((step, at) => {
    view.setFloat32(layout.steps + 4 * at, step, true);
  });
  words.forEach(([word, values], rank) => {
    view.setUint32(layout.keys + 4 * rank, keyOf(word), true);
    values.forEach((value, at) => {
      const bits = Math.min(15, Math.max(0, Math.floor(value / (steps[at] ?? 1)) + 8));
      const place = layout.values + rank * layout.rowBytes + (at >> 1);
      bytes[place] = (bytes[place] ?? 0) | ((at & 1) === 0 ? bits : bits << 4);
    });
  });
  return bytes;
}
