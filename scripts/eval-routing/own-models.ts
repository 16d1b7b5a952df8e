import { learnedClassifier } from '@/lib/routing/learn/classify-learned';
import { fitHead, predictHead, type JudgedPrompt } from '@/lib/routing/learn/fit-head';
import { judgeHead } from '@/lib/routing/learn/judge-head';
import { beliefOf, meanOf } from '@/lib/routing/learn/posterior';
import { seededRandom } from '@/lib/simulator/random';
import { scoresOf } from './compare';
import type { Roles } from './model-costs';
import { pairMetrics } from './pair-metrics';
import { pickRows, shuffled, type Sample } from './split';

/** What the gateway would have made of feedback: each prompt judged for one of the two models only. Means of some draws. */
export interface OwnModels {
  judged: number;
  /** Of shipped task classifier and beliefs, on rows that nothing has learned from. */
  tableApgr: number;
  /** With the head where it is taken. */
  headApgr: number;
  /** Share of the draws in which it is. */
  taken: number;
}

const DRAWS = 4;
const JUDGED = [400, 800, 1_600, 4_000];
const PRIOR = { mean: 0.7, strength: 10 };
const HELD_SHARE = 1 / 3;

const pause = () => Promise.resolve();

/** Rows as feedback gives them: a word on the one model that a coin sent them to. */
function judgedPrompts({ rows, documents }: Sample, { strong, weak }: Roles, draw: number): JudgedPrompt[] {
  const random = seededRandom('routing evaluation', 'own models', draw);
  return rows.flatMap(({ prompt, scores }, row) => {
    const model = random() < 0.5 ? strong : weak;
    const { task } = learnedClassifier().classify(prompt);
    const words = documents[row];
    const label = { task, model, score: scores[model] ?? 0, source: 'feedback' as const };
    return words === undefined ? [] : [{ group: prompt, words, labels: [label] }];
  });
}

async function judgeSize(train: readonly JudgedPrompt[], held: Sample, roles: Roles): Promise<OwnModels> {
  const priorOf = () => PRIOR;
  const { taken } = await judgeHead(train, priorOf, pause);
  const fitted = await fitHead(train, priorOf, pause);
  const said = predictHead(
    fitted,
    held.documents.map((words) => ({ group: '', words, labels: [] })),
  );
  const tasks = held.rows.map(({ prompt }) => learnedClassifier().classify(prompt).task);
  const gain = (share: 0 | 1) =>
    tasks.map((task, row) => {
      const expected = (model: string) =>
        meanOf(beliefOf(fitted.table, task, model, PRIOR)) + share * (said.get(model)?.[row] ?? 0);
      return expected(roles.strong) - expected(roles.weak);
    });
  const scores = { weak: scoresOf(held.rows, roles.weak), strong: scoresOf(held.rows, roles.strong) };
  const apgr = (preference: number[]) => pairMetrics({ ...scores, preference, weakCost: 0 }).apgr;
  const tableApgr = apgr(gain(0));
  return {
    judged: train.length,
    tableApgr,
    headApgr: taken ? apgr(gain(1)) : tableApgr,
    taken: taken ? 1 : 0,
  };
}

async function drawOnce(sample: Sample, roles: Roles, draw: number): Promise<OwnModels[]> {
  const order = shuffled(sample.rows.length, 'own models', draw);
  const heldRows = Math.floor(order.length * HELD_SHARE);
  const held = pickRows(sample, order.slice(0, heldRows));
  const judged = judgedPrompts(pickRows(sample, order.slice(heldRows)), roles, draw);
  const found: OwnModels[] = [];
  for (const size of JUDGED)
    if (size <= judged.length) found.push(await judgeSize(judged.slice(0, size), held, roles));
  return found;
}

/** By how many judged prompts; in each draw the same third is held out for all. */
export async function ownModels(sample: Sample, roles: Roles): Promise<OwnModels[]> {
  const draws: OwnModels[][] = [];
  for (let draw = 0; draw < DRAWS; draw += 1) draws.push(await drawOnce(sample, roles, draw));
  return (draws[0] ?? []).map(({ judged }, size) => {
    const mean = (key: 'tableApgr' | 'headApgr' | 'taken') =>
      draws.reduce((sum, draw) => sum + (draw[size]?.[key] ?? 0) / DRAWS, 0);
    return { judged, tableApgr: mean('tableApgr'), headApgr: mean('headApgr'), taken: mean('taken') };
  });
}
