import { fitRidge } from '@/lib/routing/learn/fit-ridge';
import { readCounts } from '@/lib/routing/learn/read-prompts';
import { BUCKETS } from '@/lib/routing/learn/hash-ngrams';
import { rarityWeights, weighRows } from '@/lib/routing/learn/sparse';
import type { TaskModel } from '@/lib/routing/learn/task-model';
import { TASK_TYPES } from '@/lib/routing/learn/task-types';

/** Buckets that keep their weights: those with the largest. */
const KEPT_BUCKETS = 8_192;
const PENALTY = 1;
const PASSES = 10;
const SHARPNESS = 8;

const base64 = (bytes: Uint8Array | Int8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');

/** A classifier of `TASK_TYPES` from labelled prompts. Deterministic; holds weights, no text. */
export function fitTaskModel(rows: readonly { task: string; prompt: string }[]): TaskModel {
  const documents = readCounts(rows.map(({ prompt }) => prompt));
  const rarity = rarityWeights(documents);
  const matrix = weighRows(documents, rarity);
  const tasks = TASK_TYPES.filter((type) => rows.some(({ task }) => task === type));
  const heads = tasks.map((type) =>
    fitRidge(
      matrix,
      rows.map(({ task }) => (task === type ? 1 : 0)),
      PENALTY,
      PASSES,
    ),
  );
  const strength = Float64Array.from({ length: BUCKETS }, (_, bucket) =>
    Math.max(...heads.map(({ weights }) => Math.abs(weights[bucket] ?? 0))),
  );
  const kept = Array.from(strength.keys())
    .sort((a, b) => (strength[b] ?? 0) - (strength[a] ?? 0) || a - b)
    .slice(0, KEPT_BUCKETS)
    .sort((a, b) => a - b);
  const weightScale = Math.max(...strength) / 127;
  const rarityScale = Math.max(...rarity) / 255;
  const weights = kept.flatMap((bucket) =>
    heads.map((head) => Math.round((head.weights[bucket] ?? 0) / weightScale)),
  );
  return {
    version: 1,
    tasks,
    means: heads.map(({ mean }) => Number(mean.toFixed(6))),
    rarity: base64(Uint8Array.from(rarity, (value) => Math.round(value / rarityScale))),
    rarityScale,
    buckets: base64(Uint8Array.from(kept.flatMap((bucket) => [bucket & 255, bucket >> 8]))),
    weights: base64(Int8Array.from(weights)),
    weightScale,
    sharpness: SHARPNESS,
  };
}
