import type { LabelledPrompt } from '@/lib/routing/learn/read-prompts';

/** Published prices (USD per 1 M tokens, in = out) and estimates of the two public suites. */
const KNOWN: Readonly<Record<string, number>> = {
  'gpt-4-1106-preview': 1,
  'mistralai/Mixtral-8x7B-Instruct-v0.1': 0.058,
  'gemma-2-9b-it': 0.1,
  'qwen2.5-7b-instruct': 0.2,
  'codegemma-7b': 0.2,
  'llama-3.1-8b-instruct': 0.2,
  'llama3-chatqa-1.5-8b': 0.2,
  'mistral-7b-instruct-v0.3': 0.2,
  'llama-3.1-nemotron-51b-instruct': 0.9,
  'llama-3.3-nemotron-super-49b-v1': 0.9,
  'llama3-chatqa-1.5-70b': 0.9,
};

export interface Roles {
  strong: string;
  weak: string;
  /** By model; each call costs the same. */
  costs: ReadonlyMap<string, number>;
  /** False when a model had no known cost and was taken to cost as much as the others. */
  costsKnown: boolean;
}

/** Strong: the best by the training rows. Weak: the cheapest of the others, the better one of equals; by score where costs are not known. */
export function assignRoles(
  train: readonly LabelledPrompt[],
  given: Readonly<Record<string, number>>,
): Roles {
  const models = Object.keys(train[0]?.scores ?? {});
  const mean = (model: string) =>
    train.reduce((sum, { scores }) => sum + (scores[model] ?? 0), 0) / Math.max(1, train.length);
  const byScore = models.toSorted((a, b) => mean(b) - mean(a));
  const costs = new Map(models.map((model) => [model, given[model] ?? KNOWN[model] ?? 1]));
  const costsKnown = models.every((model) => (given[model] ?? KNOWN[model]) !== undefined);
  const [strong, ...others] = byScore;
  const cheapest = others.toSorted((a, b) => (costs.get(a) ?? 1) - (costs.get(b) ?? 1))[0];
  const weak = costsKnown ? cheapest : byScore.at(-1);
  if (strong === undefined || weak === undefined || strong === weak)
    throw new Error('a suite needs two models or more');
  return { strong, weak, costs, costsKnown };
}
