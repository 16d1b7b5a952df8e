import { fitRidge, predictRidge, type RidgeHead } from './fit-ridge';
import type { NgramCounts } from './hash-ngrams';
import {
  beliefOf,
  LABEL_WEIGHTS,
  learnLabel,
  meanOf,
  type Label,
  type PosteriorTable,
  type Prior,
} from './posterior';
import { rarityWeights, weighRows } from './sparse';

/** A prompt whose answers were judged: some models', rarely all. */
export interface JudgedPrompt {
  /** The same of prompts with the same text. */
  group: string;
  words: NgramCounts;
  labels: readonly Label[];
}

/** Belief in a model before any label; undefined for a model that is no more, of which nothing is learned. */
export type PriorOf = (model: string) => Prior | undefined;

/** Lets others of the process come between: a fit takes tenths of a second. */
export type Pause = () => Promise<unknown>;

/** By the words of a prompt: how much better or worse a model does than the table of tasks has it, in score. */
export interface FittedHead {
  rarity: Float32Array;
  table: PosteriorTable;
  heads: ReadonlyMap<string, RidgeHead>;
}

/** What was said of one model's answer, against what the table expects of it. */
export interface Said {
  score: number;
  weight: number;
  expected: number;
}

const PENALTY = 16;
/** A model with fewer judged prompts is left to the table. */
const LEAST_PROMPTS_OF_MODEL = 100;

export function tableOf(rows: readonly JudgedPrompt[], priorOf: PriorOf): PosteriorTable {
  let table: PosteriorTable = new Map();
  for (const label of rows.flatMap(({ labels }) => labels)) {
    const prior = priorOf(label.model);
    if (prior !== undefined) table = learnLabel(table, label, prior);
  }
  return table;
}

/** The judged models of a prompt. */
export function saidOf({ labels }: JudgedPrompt, table: PosteriorTable, priorOf: PriorOf): Map<string, Said> {
  const said = new Map<string, Said>();
  for (const { model, task, score, source } of labels) {
    const prior = priorOf(model);
    if (prior === undefined) continue;
    const own = LABEL_WEIGHTS[source];
    const before = said.get(model) ?? { score: 0, weight: 0, expected: 0 };
    const weight = before.weight + own;
    said.set(model, {
      score: (before.score * before.weight + score * own) / weight,
      weight,
      expected: meanOf(beliefOf(table, task, model, prior)),
    });
  }
  return said;
}

/** One head for each model that was judged often enough, on what its labels have beyond the table. */
export async function fitHead(
  rows: readonly JudgedPrompt[],
  priorOf: PriorOf,
  pause: Pause,
): Promise<FittedHead> {
  const table = tableOf(rows, priorOf);
  const rarity = rarityWeights(rows.map(({ words }) => words));
  const byModel = new Map<string, { words: NgramCounts; said: Said }[]>();
  for (const row of rows)
    for (const [model, said] of saidOf(row, table, priorOf)) {
      const own = byModel.get(model) ?? [];
      own.push({ words: row.words, said });
      byModel.set(model, own);
    }
  const heads = new Map<string, RidgeHead>();
  for (const model of [...byModel.keys()].sort()) {
    const own = byModel.get(model) ?? [];
    if (own.length < LEAST_PROMPTS_OF_MODEL) continue;
    await pause();
    const matrix = weighRows(
      own.map(({ words }) => words),
      rarity,
    );
    const beyond = own.map(({ said }) => said.score - said.expected);
    heads.set(model, fitRidge(matrix, beyond, PENALTY, { rowWeights: own.map(({ said }) => said.weight) }));
  }
  return { rarity, table, heads };
}

/** What the head says of some prompts, by model. */
export function predictHead(
  { rarity, heads }: FittedHead,
  rows: readonly JudgedPrompt[],
): Map<string, Float64Array> {
  const matrix = weighRows(
    rows.map(({ words }) => words),
    rarity,
  );
  return new Map([...heads].map(([model, head]) => [model, predictRidge(head, matrix)]));
}
