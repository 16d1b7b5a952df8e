import type { WordVectors } from './word-vectors';

/** How often a word may be said, as a share of all, before it says less (Arora, Liang, Ma 2017). */
const OFTEN = 1e-3;

/** Share of all words that the one at a rank is (Zipf): of some 160,000 words. */
const shareAt = (rank: number) => 1 / (12 * (rank + 1));

/** Ranks of the words of a text by how often they are said; `size` for a word that is not known. */
export const ranksOf = (text: string, vectors: WordVectors): number[] =>
  (text.toLowerCase().match(/[a-z]+/g) ?? []).map((word) => vectors.rankOf(word) ?? vectors.size);

/** The mean of words, weighed by how rarely they are said; nought where none is known. Their order does not matter. */
export function meanVector(ranks: readonly number[], vectors: WordVectors): Float64Array {
  const sum = new Float64Array(vectors.dimensions);
  let total = 0;
  for (const rank of ranks.toSorted((a, b) => a - b)) {
    if (rank >= vectors.size) break;
    const weight = OFTEN / (OFTEN + shareAt(rank));
    vectors.addTo(sum, rank, weight);
    total += weight;
  }
  return sum.map((value) => value / (total || 1));
}
