import { endsOf } from './hash-ngrams';
import { meanVector, ranksOf } from './mean-vector';
import { splitOptions } from './split-options';
import type { WordVectors } from './word-vectors';

/** What a prompt is about. */
export interface Meaning {
  /** Mean vector of the words that it asks with, then of those that it offers (of the question again, where nothing). */
  vector: Float32Array;
  /** How alike question and options are, and how rare the words, as numbers. */
  likeness: readonly number[];
}

/** Cosine; 0 where one of them is nought. */
function cosine(one: Float64Array, other: Float64Array): number {
  let [both, own, others] = [0, 0, 0];
  for (let at = 0; at < one.length; at += 1) {
    both += (one[at] ?? 0) * (other[at] ?? 0);
    own += (one[at] ?? 0) ** 2;
    others += (other[at] ?? 0) ** 2;
  }
  return both / (Math.sqrt(own * others) || 1);
}

/** Mean, spread, least and most; noughts of none. */
function summary(values: readonly number[]): number[] {
  if (values.length === 0) return [0, 0, 0, 0];
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const spread = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
  return [mean, spread, Math.min(...values), Math.max(...values)];
}

/** How rare words are: the logarithm of their ranks in the mean, of the rarest tenth and at most; and how many are not known. */
function rarity(ranks: readonly number[], size: number): number[] {
  const logs = ranks.map((rank) => Math.log1p(rank)).sort((a, b) => b - a);
  const [mean = 0] = summary(logs);
  const [rarest = 0] = summary(logs.slice(0, Math.max(1, Math.floor(logs.length / 10))));
  const unknown = ranks.filter((rank) => rank === size).length / Math.max(1, ranks.length);
  return [mean, rarest, logs[0] ?? 0, unknown];
}

export function readMeaning(prompt: string, vectors: WordVectors): Meaning {
  const { question, options } = splitOptions(endsOf(prompt));
  const asked = ranksOf(question, vectors);
  const offered = options.map((option) => ranksOf(option, vectors));
  const about = meanVector(asked, vectors);
  const means = offered.map((ranks) => meanVector(ranks, vectors));
  const pairs = means.flatMap((one, at) => means.slice(0, at).map((other) => cosine(one, other)));
  const vector = new Float32Array(2 * vectors.dimensions);
  vector.set(about);
  vector.set(options.length > 0 ? meanVector(offered.flat(), vectors) : about, vectors.dimensions);
  return {
    vector,
    likeness: [
      ...summary(pairs),
      ...summary(means.map((mean) => cosine(mean, about))),
      ...rarity([...asked, ...offered.flat()], vectors.size),
    ],
  };
}
