import type { RidgeHead } from './fit-ridge';
import { BUCKETS } from './hash-ngrams';
import type { LinearWeights } from './linear-model';

const base64 = (bytes: Uint8Array | Int8Array) => {
  let text = '';
  for (const byte of new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    text += String.fromCharCode(byte);
  return btoa(text);
};

/** Heads on the same rarities as they are stored: one byte a weight, of the `keptBuckets` buckets that weigh most. */
export function packLinear(
  heads: readonly RidgeHead[],
  rarity: Float32Array,
  keptBuckets: number,
): LinearWeights {
  const strength = Float64Array.from({ length: BUCKETS }, (_, bucket) =>
    heads.reduce((most, { weights }) => Math.max(most, Math.abs(weights[bucket] ?? 0)), 0),
  );
  const kept = Array.from(strength.keys())
    .sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b)
    .slice(0, keptBuckets)
    .sort((a, b) => a - b);
  const weightScale = largest(strength) / 127 || 1;
  const rarityScale = largest(rarity) / 255 || 1;
  const weights = kept.flatMap((bucket) =>
    heads.map((head) => Math.round((head.weights[bucket] ?? 0) / weightScale)),
  );
  return {
    version: 1,
    means: heads.map(({ mean }) => Number(mean.toFixed(6))),
    rarity: base64(Uint8Array.from(rarity, (value) => Math.round(value / rarityScale))),
    rarityScale,
    buckets: base64(Uint8Array.from(kept.flatMap((bucket) => [bucket & 255, bucket >> 8]))),
    weights: base64(Int8Array.from(weights)),
    weightScale,
  };
}

function largest(values: Float32Array | Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, value);
  return most;
}
