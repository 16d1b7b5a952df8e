import { z } from 'zod';
import type { NgramHasher } from './hash-ngrams';
import { linearWeightsSchema, loadLinear } from './linear-model';
import { TASK_TYPES, type TaskType } from './task-types';

/** Weights of the task classifier as shipped. */
export const taskModelSchema = linearWeightsSchema.extend({
  tasks: z.array(z.enum(TASK_TYPES)).min(2),
  /** How sharply scores are turned into shares. */
  sharpness: z.number().positive(),
});
export type TaskModel = z.infer<typeof taskModelSchema>;

export interface LearnedTask {
  task: TaskType;
  /** Share of the task among all, 0 to 1. */
  confidence: number;
  runnerUp: TaskType;
}

export interface TaskClassifier {
  classify(text: string): LearnedTask;
  /** The words that speak most for the task; for people, not for each request. */
  signals(text: string, task: TaskType): string[];
}

const MAX_SIGNALS = 3;

/** Ready to classify: some microseconds a prompt. Throws on a model whose sizes disagree. */
export function loadTaskModel({ tasks, sharpness, ...stored }: TaskModel, hash: NgramHasher): TaskClassifier {
  const { score, weightOf } = loadLinear(stored, hash);
  if (stored.means.length !== tasks.length) throw new Error('the task model is broken: it names other tasks');

  return {
    classify(text) {
      const scores = score(text);
      let best = 0;
      let second = -1;
      let total = 0;
      for (let task = 0; task < tasks.length; task += 1) {
        total += Math.exp(sharpness * (scores[task] ?? 0));
        if (task === 0) continue;
        if ((scores[task] ?? 0) > (scores[best] ?? 0)) [second, best] = [best, task];
        else if (second < 0 || (scores[task] ?? 0) > (scores[second] ?? 0)) second = task;
      }
      const [first, next] = [tasks[best] ?? 'chat', tasks[second] ?? 'chat'];
      return { task: first, confidence: Math.exp(sharpness * (scores[best] ?? 0)) / total, runnerUp: next };
    },
    signals(text, task) {
      const at = tasks.indexOf(task);
      const words = new Set(text.slice(0, 4_000).match(/[\p{L}]{2,}/gu) ?? []);
      const speaks = (word: string) => weightOf(hash(word).buckets[0] ?? 0, at);
      return [...words]
        .map((word) => [speaks(word), word] as const)
        .filter(([weight]) => weight > 0)
        .sort((a, b) => b[0] - a[0])
        .slice(0, MAX_SIGNALS)
        .map(([, word]) => `mentions “${word.toLowerCase()}”`);
    },
  };
}
