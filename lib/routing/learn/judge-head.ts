import { fitHead, predictHead, saidOf, type JudgedPrompt, type Pause, type PriorOf } from './fit-head';

/** Whether a head is worth more than the table of tasks, on prompts that neither has seen. */
export interface HeadVerdict {
  /** Different prompts that were judged. */
  prompts: number;
  /** Mean squared error of the expected score: of the table, and with the head's correction. */
  tableError: number;
  headError: number;
  /** By how much the head's is surely smaller (99 % one-sided, paired by prompt); at most 0: it may be luck. */
  gainAtLeast: number;
  taken: boolean;
}

/** Fewer teach nothing that a table of tasks does not say. */
export const LEAST_PROMPTS = 300;
const FOLDS = 5;
const SIGMA = 2.33;

const inRange = (score: number) => Math.min(1, Math.max(0, score));

/** Sums over what was said of one prompt. */
interface Errors {
  table: number;
  head: number;
  weight: number;
}

/**
 * Cross-validation over five folds. A prompt that was asked often is in one fold, and counts as one draw of the test,
 * so that repeats prove nothing twice.
 */
export async function judgeHead(
  rows: readonly JudgedPrompt[],
  priorOf: PriorOf,
  pause: Pause,
): Promise<HeadVerdict> {
  const groups = [...new Set(rows.map(({ group }) => group))].sort();
  const foldOf = new Map(groups.map((group, at) => [group, at % FOLDS]));
  const errors = new Map<string, Errors>();
  if (groups.length >= LEAST_PROMPTS)
    for (let fold = 0; fold < FOLDS; fold += 1) {
      const held = rows.filter(({ group }) => foldOf.get(group) === fold);
      const rest = rows.filter(({ group }) => foldOf.get(group) !== fold);
      await addErrors(errors, { held, rest }, priorOf, pause);
    }
  return verdictOf([...errors.values()], groups.length);
}

async function addErrors(
  errors: Map<string, Errors>,
  { held, rest }: { held: readonly JudgedPrompt[]; rest: readonly JudgedPrompt[] },
  priorOf: PriorOf,
  pause: Pause,
): Promise<void> {
  const fitted = await fitHead(rest, priorOf, pause);
  const corrections = predictHead(fitted, held);
  held.forEach((row, at) => {
    const sums = errors.get(row.group) ?? { table: 0, head: 0, weight: 0 };
    for (const [model, { score, weight, expected }] of saidOf(row, fitted.table, priorOf)) {
      const corrected = inRange(expected + (corrections.get(model)?.[at] ?? 0));
      sums.table += weight * (score - expected) ** 2;
      sums.head += weight * (score - corrected) ** 2;
      sums.weight += weight;
    }
    errors.set(row.group, sums);
  });
}

/** The paired test: of each prompt, by how much the head's error is the smaller one. Pure. */
export function verdictOf(errors: readonly Errors[], prompts: number): HeadVerdict {
  const sum = (pick: (one: Errors) => number) => errors.reduce((all, one) => all + pick(one), 0);
  const weight = sum((one) => one.weight) || 1;
  const tableError = sum((one) => one.table) / weight;
  const headError = sum((one) => one.head) / weight;
  const gain = tableError - headError;
  // A ratio of sums: what each prompt has beyond its share of the gain.
  const spread = Math.sqrt(sum((one) => (one.table - one.head - gain * one.weight) ** 2)) / weight;
  const gainAtLeast = gain - SIGMA * spread;
  const taken = prompts >= LEAST_PROMPTS && gainAtLeast > 0;
  return { prompts, tableError, headError, gainAtLeast, taken };
}
