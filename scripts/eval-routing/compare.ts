import { classifyTask } from '@/lib/routing/classify-task';
import type { Predictions } from '@/lib/routing/learn/fit-router';
import type { LabelledPrompt } from '@/lib/routing/learn/read-prompts';
import { seededRandom } from '@/lib/simulator/random';
import type { Roles } from './model-costs';
import { orderByPreference, pairMetrics, type PairMetrics, type PairOutcome } from './pair-metrics';

export interface Interval {
  mean: number;
  low: number;
  high: number;
}

export type MethodTable = Record<string, Record<keyof PairMetrics, Interval>>;

const KEYS = ['apgr', 'cpt50', 'cpt80', 'costAt95', 'aiq'] as const;
const RESAMPLES = 200;

export const scoresOf = (rows: readonly LabelledPrompt[], model: string) =>
  Float64Array.from(rows, ({ scores }) => scores[model] ?? 0);

export const weakCost = ({ costs, costsKnown, strong, weak }: Roles) =>
  costsKnown ? (costs.get(weak) ?? 1) / (costs.get(strong) ?? 1) : 0.1;

export const gainOf = (expected: ReadonlyMap<string, Float64Array>, { strong, weak }: Roles) => {
  const weakScores = expected.get(weak);
  return (expected.get(strong) ?? new Float64Array()).map((value, row) => value - (weakScores?.[row] ?? 0));
};

/** Heuristic order of the articles: code, then reasoning, then whatever gave no signal, then quick work, then questions. */
const KEYWORD_ORDER = ['simple_faq', 'fast', 'balanced', 'complex_reasoning', 'code'];

/** What each method sends to the strong model first. The oracle alone looks at the labels. */
export function preferences(
  rows: readonly LabelledPrompt[],
  predicted: Predictions,
  roles: Roles,
  seed: number,
) {
  const random = seededRandom('random router', seed);
  const weak = scoresOf(rows, roles.weak);
  return {
    learned: gainOf(predicted.blended, roles),
    'text head alone': gainOf(predicted.byText, roles),
    'task table (task guessed)': gainOf(predicted.byTask, roles),
    random: Float64Array.from(rows, () => random()),
    length: Float64Array.from(rows, ({ prompt }) => prompt.length),
    'keyword rules': Float64Array.from(rows, ({ prompt }) =>
      KEYWORD_ORDER.indexOf(classifyTask(prompt, prompt.length).task),
    ),
    oracle: scoresOf(rows, roles.strong).map((value, row) => value - (weak[row] ?? 0)),
  };
}

/** Metrics with a 95 % interval by bootstrap over rows. */
export function bootstrap(outcome: PairOutcome, seed: string): Record<keyof PairMetrics, Interval> {
  const whole = pairMetrics(outcome);
  const order = orderByPreference(outcome.preference);
  const draws: PairMetrics[] = [];
  for (let sample = 0; sample < RESAMPLES; sample += 1) {
    const random = seededRandom('bootstrap', seed, sample);
    const times = new Uint8Array(order.length);
    for (let draw = 0; draw < order.length; draw += 1) {
      const place = Math.floor(random() * order.length);
      times[place] = (times[place] ?? 0) + 1;
    }
    const drawn = new Uint32Array(order.length);
    let next = 0;
    for (const row of order)
      for (let time = times[row] ?? 0; time > 0; time -= 1) {
        drawn[next] = row;
        next += 1;
      }
    draws.push(pairMetrics(outcome, drawn));
  }
  const interval = (key: keyof PairMetrics): Interval => {
    const sorted = draws.map((draw) => draw[key]).sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.round(share * (RESAMPLES - 1))] ?? Number.NaN;
    return { mean: whole[key], low: at(0.025), high: at(0.975) };
  };
  const [apgr, cpt50, cpt80, costAt95, aiq] = KEYS.map(interval);
  const none = { mean: Number.NaN, low: Number.NaN, high: Number.NaN };
  return {
    apgr: apgr ?? none,
    cpt50: cpt50 ?? none,
    cpt80: cpt80 ?? none,
    costAt95: costAt95 ?? none,
    aiq: aiq ?? none,
  };
}

/** Rows of several tables of the same methods, averaged: means over seeds. */
export function meanTable(tables: readonly MethodTable[]): MethodTable {
  const first = tables[0] ?? {};
  const mean = (pick: (table: MethodTable) => number | undefined) =>
    tables.reduce((sum, table) => sum + (pick(table) ?? Number.NaN), 0) / tables.length;
  return Object.fromEntries(
    Object.entries(first).map(([method, row]) => {
      const averaged = structuredClone(row);
      for (const key of KEYS)
        for (const part of ['mean', 'low', 'high'] as const)
          averaged[key][part] = mean((table) => table[method]?.[key][part]);
      return [method, averaged];
    }),
  );
}
