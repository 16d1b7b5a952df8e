import { z } from 'zod';
import type { Model } from '@/lib/config/schemas';
import { priorOf } from '@/lib/routing/choose-learned';
import { fromPrior, type Posterior, type PosteriorTable } from '@/lib/routing/learn/posterior';

export const posteriorRow = z.object({
  workspace_id: z.string(),
  task: z.string(),
  model: z.string(),
  good: z.number().min(0),
  bad: z.number().min(0),
});
export type PosteriorRow = z.infer<typeof posteriorRow>;

/** What was learnt, on top of each model's prior, by workspace. Models that are no more are left out. Pure. */
export function beliefsOf(
  rows: readonly PosteriorRow[],
  models: readonly Model[],
): ReadonlyMap<string, PosteriorTable> {
  const known = new Map(models.map((model) => [model.id, model]));
  const beliefs = new Map<string, Map<string, Map<string, Posterior>>>();
  for (const { workspace_id: workspace, task, model: id, good, bad } of rows) {
    const model = known.get(id);
    if (model === undefined) continue;
    const prior = fromPrior(priorOf(model));
    const tasks = beliefs.get(workspace) ?? new Map<string, Map<string, Posterior>>();
    const cells = tasks.get(task) ?? new Map<string, Posterior>();
    beliefs.set(workspace, tasks.set(task, cells.set(id, { good: prior.good + good, bad: prior.bad + bad })));
  }
  return beliefs;
}
