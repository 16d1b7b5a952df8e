import { fitRidge } from '@/lib/routing/learn/fit-ridge';
import { packLinear } from '@/lib/routing/learn/pack-linear';
import { readCounts } from '@/lib/routing/learn/read-prompts';
import { rarityWeights, weighRows } from '@/lib/routing/learn/sparse';
import type { TaskModel } from '@/lib/routing/learn/task-model';
import { TASK_TYPES } from '@/lib/routing/learn/task-types';

/** Buckets that keep their weights: those with the largest. */
const KEPT_BUCKETS = 8_192;
const PENALTY = 1;
const PASSES = 10;
const SHARPNESS = 8;

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
      { passes: PASSES },
    ),
  );
  const { version, ...packed } = packLinear(heads, rarity, KEPT_BUCKETS);
  return { version, tasks, ...packed, sharpness: SHARPNESS };
}
