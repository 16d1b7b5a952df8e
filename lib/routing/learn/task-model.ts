import { z } from 'zod';
import { BUCKETS, createNgramHasher } from './hash-ngrams';
import { TASK_TYPES, type TaskType } from './task-types';

/** Weights of the task classifier as shipped: numbers only, in base64. */
export const taskModelSchema = z.strictObject({
  version: z.literal(1),
  tasks: z.array(z.enum(TASK_TYPES)).min(2),
  /** Score of each task before any word. */
  means: z.array(z.number()),
  /** One byte a bucket; × `rarityScale`. */
  rarity: z.base64(),
  rarityScale: z.number().positive(),
  /** Buckets that carry weights, two bytes each, little-endian. */
  buckets: z.base64(),
  /** One signed byte a task for each of `buckets`; × `weightScale`. */
  weights: z.base64(),
  weightScale: z.number().positive(),
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

const bytesOf = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

const MAX_SIGNALS = 3;

/** 1 + ln n for small n: a logarithm a bucket would be a third of the time. */
const DAMPED = Float64Array.from({ length: 64 }, (_, count) => 1 + Math.log(Math.max(1, count)));

/** Ready to classify: some microseconds a prompt. Keeps buffers, so one a thread. Throws on a model whose sizes disagree. */
export function loadTaskModel(model: TaskModel): TaskClassifier {
  const { tasks, means, rarityScale, weightScale, sharpness } = model;
  const rarity = Float32Array.from(bytesOf(model.rarity), (byte) => byte * rarityScale);
  const pairs = bytesOf(model.buckets);
  const weights = Float32Array.from(
    new Int8Array(bytesOf(model.weights).buffer),
    (byte) => byte * weightScale,
  );
  if (
    rarity.length !== BUCKETS ||
    means.length !== tasks.length ||
    2 * weights.length !== pairs.length * tasks.length
  )
    throw new Error('the task model is broken: its parts have different sizes');
  /** By bucket: 1 + its row in `weights`, 0 for none. */
  const rows = new Uint32Array(BUCKETS);
  for (let at = 0; 2 * at < pairs.length; at += 1)
    rows[(pairs[2 * at] ?? 0) | ((pairs[2 * at + 1] ?? 0) << 8)] = at + 1;
  const hash = createNgramHasher();
  const scores = new Float64Array(tasks.length);

  const score = (text: string): void => {
    const { size, buckets, counts } = hash(text);
    scores.fill(0);
    let squares = 0;
    for (let place = 0; place < size; place += 1) {
      const bucket = buckets[place] ?? 0;
      const count = counts[place] ?? 1;
      const value = (DAMPED[count] ?? 1 + Math.log(count)) * (rarity[bucket] ?? 0);
      squares += value * value;
      const row = rows[bucket] ?? 0;
      if (row === 0) continue;
      const from = (row - 1) * tasks.length;
      for (let task = 0; task < tasks.length; task += 1)
        scores[task] = (scores[task] ?? 0) + value * (weights[from + task] ?? 0);
    }
    const scale = 1 / Math.sqrt(squares || 1);
    for (let task = 0; task < tasks.length; task += 1)
      scores[task] = (scores[task] ?? 0) * scale + (means[task] ?? 0);
  };

  return {
    classify(text) {
      score(text);
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
      const weightOf = (word: string) => {
        const bucket = hash(word).buckets[0] ?? 0;
        const row = rows[bucket] ?? 0;
        return row === 0 ? 0 : (weights[(row - 1) * tasks.length + at] ?? 0) * (rarity[bucket] ?? 0);
      };
      return [...words]
        .map((word) => [weightOf(word), word] as const)
        .filter(([weight]) => weight > 0)
        .sort((a, b) => b[0] - a[0])
        .slice(0, MAX_SIGNALS)
        .map(([, word]) => `mentions “${word.toLowerCase()}”`);
    },
  };
}
