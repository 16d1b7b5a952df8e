import { hashText } from '@/lib/simulator/random';

/** Vectors of frequent English words: words that are said in like places have like ones. */
export interface WordVectors {
  /** How many words it knows. */
  size: number;
  dimensions: number;
  /** Place of a word (lower case) by how often it is said, from 0; undefined for one that is not known. */
  rankOf: (word: string) => number | undefined;
  /** Adds `weight` × the vector of the word at `rank` to `sum`. */
  addTo: (sum: Float64Array, rank: number, weight: number) => void;
}

/**
 * How they are kept, little-endian: how many words and dimensions (4 bytes each), the step of each dimension (float, 4), the
 * hash of each word (4), then a word's numbers, four bits each: value = (bits − 7.5) × step.
 */
export const vectorLayout = (size: number, dimensions: number) => {
  const steps = 8;
  const keys = steps + 4 * dimensions;
  const values = keys + 4 * size;
  return { steps, keys, values, rowBytes: dimensions / 2, bytes: values + (size * dimensions) / 2 };
};

export const keyOf = (word: string) => hashText(word);

/** What `scripts/pack-word-vectors.ts` has packed. Throws for bytes that are not whole. */
export function loadWordVectors(bytes: Uint8Array): WordVectors {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = bytes.length < 8 ? 0 : view.getUint32(0, true);
  const dimensions = bytes.length < 8 ? 0 : view.getUint32(4, true);
  const layout = vectorLayout(size, dimensions);
  if (size === 0 || layout.bytes !== bytes.length) throw new Error('the word vectors are broken: not whole');
  const steps = Float32Array.from({ length: dimensions }, (_, at) =>
    view.getFloat32(layout.steps + 4 * at, true),
  );
  const ranks = new Map<number, number>();
  for (let rank = 0; rank < size; rank += 1) ranks.set(view.getUint32(layout.keys + 4 * rank, true), rank);

  return {
    size,
    dimensions,
    rankOf: (word) => ranks.get(keyOf(word)),
    addTo(sum, rank, weight) {
      const from = layout.values + rank * layout.rowBytes;
      for (let at = 0; at < dimensions; at += 1) {
        const pair = bytes[from + (at >> 1)] ?? 0;
        const bits = (at & 1) === 0 ? pair & 15 : pair >> 4;
        sum[at] = (sum[at] ?? 0) + weight * (bits - 7.5) * (steps[at] ?? 0);
      }
    },
  };
}
