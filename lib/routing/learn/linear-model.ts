import { z } from 'zod';
import { BUCKETS, MOST_BUCKETS, type NgramHasher } from './hash-ngrams';

/** A linear model of several outputs on hashed words, as it is stored: numbers only, in base64; about 7 bytes a bucket. */
export const linearWeightsSchema = z.strictObject({
  version: z.literal(1),
  /** Of each output, before any word. */
  means: z.array(z.number()),
  /** One byte a bucket; × `rarityScale`. */
  rarity: z.base64(),
  rarityScale: z.number().positive(),
  /** Buckets that carry weights, two bytes each, little-endian. */
  buckets: z.base64(),
  /** One signed byte an output for each of `buckets`; × `weightScale`. */
  weights: z.base64(),
  weightScale: z.number().positive(),
});
export type LinearWeights = z.infer<typeof linearWeightsSchema>;

/** Scores of a text by output. A buffer: valid until the next call. */
export type LinearModel = (text: string) => Float64Array;

const bytesOf = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

/** 1 + ln n for small n: a logarithm a bucket would be a third of the time. */
const DAMPED = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(Math.max(1, count)));

export interface LoadedModel {
  score: LinearModel;
  /** What one bucket says for an output, before the length of its text is known. */
  weightOf: (bucket: number, output: number) => number;
}

/**
 * Ready to score: some microseconds a text. What is stored as bytes stays so: the less memory, the more of it is near. Keeps
 * buffers, so one a thread. Throws for weights whose sizes disagree.
 */
export function loadLinear(stored: LinearWeights, hash: NgramHasher): LoadedModel {
  const { means, rarityScale, weightScale } = stored;
  const outputs = means.length;
  const rarity = bytesOf(stored.rarity);
  const pairs = bytesOf(stored.buckets);
  const weights = new Int8Array(bytesOf(stored.weights).buffer);
  if (rarity.length !== BUCKETS || 2 * weights.length !== pairs.length * outputs)
    throw new Error('a linear model is broken: its parts have different sizes');
  const kept = pairs.length / 2;
  /** By bucket: 1 + its row in `weights`, 0 for none. */
  const rows = kept < BUCKETS ? new Uint16Array(BUCKETS) : new Uint32Array(BUCKETS);
  for (let at = 0; at < kept; at += 1) rows[(pairs[2 * at] ?? 0) | ((pairs[2 * at + 1] ?? 0) << 8)] = at + 1;
  const scores = new Float64Array(outputs);
  /** Of the buckets of one text that carry weights: where these begin, and what the bucket counts. */
  const starts = new Uint32Array(MOST_BUCKETS + 3);
  const values = new Float64Array(MOST_BUCKETS + 3);
  let gathered = 0;

  /** Fills them, up to a multiple of four, and gives the squared length of the text. */
  const gather = (text: string): number => {
    const { size, buckets, counts } = hash(text);
    let next = 0;
    let squares = 0;
    for (let place = 0; place < size; place += 1) {
      const bucket = buckets[place] ?? 0;
      const count = counts[place] ?? 1;
      const value = (DAMPED[count] ?? 1 + Math.log(count)) * (rarity[bucket] ?? 0);
      squares += value * value;
      const row = rows[bucket] ?? 0;
      if (row === 0) continue;
      starts[next] = (row - 1) * outputs;
      values[next] = value;
      next += 1;
    }
    for (; next % 4 !== 0; next += 1) values[next] = starts[next] = 0;
    gathered = next;
    return squares;
  };

  const score: LinearModel = (text) => {
    const squares = gather(text);
    scores.fill(0);
    // Four buckets at once: the sums are read and written a quarter as often.
    for (let at = 0; at < gathered; at += 4) {
      const a = values[at] ?? 0;
      const b = values[at + 1] ?? 0;
      const c = values[at + 2] ?? 0;
      const d = values[at + 3] ?? 0;
      const i = starts[at] ?? 0;
      const j = starts[at + 1] ?? 0;
      const k = starts[at + 2] ?? 0;
      const l = starts[at + 3] ?? 0;
      for (let output = 0; output < outputs; output += 1)
        scores[output] =
          (scores[output] ?? 0) +
          a * (weights[i + output] ?? 0) +
          b * (weights[j + output] ?? 0) +
          c * (weights[k + output] ?? 0) +
          d * (weights[l + output] ?? 0);
    }
    // At length 1, so that the scale of the rarities is no matter.
    const scale = weightScale / Math.sqrt(squares || 1);
    for (let output = 0; output < outputs; output += 1)
      scores[output] = (scores[output] ?? 0) * scale + (means[output] ?? 0);
    return scores;
  };
  const weightOf = (bucket: number, output: number) => {
    const row = rows[bucket] ?? 0;
    const weight = row === 0 ? 0 : (weights[(row - 1) * outputs + output] ?? 0) * weightScale;
    return weight * (rarity[bucket] ?? 0) * rarityScale;
  };
  return { score, weightOf };
}
