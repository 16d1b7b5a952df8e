import { noPredictions, type Predictions } from '@/lib/routing/learn/fit-router';
import { readPrompts } from '@/lib/routing/learn/read-prompts';
import {
  bootstrap,
  gainOf,
  meanTable,
  type Interval,
  preferences,
  scoresOf,
  weakCost,
  type MethodTable,
} from './compare';
import { simulateCascade, type CascadeSimulation } from './cascade';
import { tryFloor } from './floor';
import { ownModels, type OwnModels } from './own-models';
import { pairedDifference } from './paired';
import { manyModels, type ManyModels } from './many-models';
import { assignRoles, type Roles } from './model-costs';
import type { PairOutcome } from './pair-metrics';
import type { Suite } from './read-suite';
import { wordVectors } from './read-vectors';
import { crossPredict, pickRows, predictFrom, shuffled, type Sample } from './split';

const SEEDS = [1, 2];

export interface SuiteReport {
  suite: string;
  protocol: string;
  rows: number;
  strong: { model: string; quality: number };
  weak: { model: string; quality: number; cost: number };
  costsKnown: boolean;
  methods: MethodTable;
  /** APGR of the router less that of its text head alone, on the same rows and folds. */
  overText: Interval;
  floor: { splits: number; met: number; meanCost: number; noSlack: number };
  /** Means over the same splits; absent for pairs. */
  manyModels?: ManyModels;
  cascade?: CascadeSimulation;
  /** A gateway's own head, by how many prompts were judged; of a cross-validation. */
  ownModels?: OwnModels[];
}

export const sampleOf = ({ rows }: Suite): Sample => ({
  rows,
  documents: readPrompts(
    rows.map(({ prompt }) => prompt),
    wordVectors(),
  ),
});

const pairOf = ({ rows }: Sample, roles: Roles, preference: ArrayLike<number>): PairOutcome => ({
  preference,
  weak: scoresOf(rows, roles.weak),
  strong: scoresOf(rows, roles.strong),
  weakCost: weakCost(roles),
});

function methodTable(sample: Sample, roles: Roles, predicted: Predictions, seed: number): MethodTable {
  return Object.fromEntries(
    Object.entries(preferences(sample.rows, predicted, roles, seed)).map(([method, preference]) => [
      method,
      bootstrap(pairOf(sample, roles, preference), `${method} ${seed}`),
    ]),
  );
}

interface Trial {
  calibration: Sample;
  calibrated: Predictions;
  test: Sample;
  tested: Predictions;
}

/** `trials`: floor and λ are set on cross-fitted predictions of the training rows and looked at on others. */
function judgeTrials(trials: readonly Trial[], roles: Roles): Pick<SuiteReport, 'floor' | 'manyModels'> {
  const floors = trials.map(({ calibration, calibrated, test, tested }) =>
    tryFloor(
      pairOf(calibration, roles, gainOf(calibrated.blended, roles)),
      pairOf(test, roles, gainOf(tested.blended, roles)),
    ),
  );
  const share = (count: number) => count / trials.length;
  const floor = {
    splits: trials.length,
    met: share(floors.filter(({ met }) => met).length),
    meanCost: floors.reduce((sum, { cost }) => sum + share(cost), 0),
    noSlack: share(floors.filter(({ noSlack }) => noSlack).length),
  };
  if (roles.costs.size < 3 || !roles.costsKnown) return { floor };
  const many = trials.map(({ calibration, calibrated, test, tested }) =>
    manyModels(
      roles.strong,
      {
        expected: calibrated.blended,
        scores: calibration.rows.map(({ scores }) => scores),
        costs: roles.costs,
      },
      { expected: tested.blended, scores: test.rows.map(({ scores }) => scores), costs: roles.costs },
    ),
  );
  const mean = (pick: (one: ManyModels) => number) => many.reduce((sum, one) => sum + share(pick(one)), 0);
  return {
    floor,
    manyModels: {
      bestSingle: roles.strong,
      bestSingleQuality: mean((one) => one.bestSingleQuality),
      costAtBestSingle: mean((one) => one.costAtBestSingle ?? 1),
      qualityShare: mean((one) => one.qualityShare),
      costShare: mean((one) => one.costShare),
      aiq: mean((one) => one.aiq),
    },
  };
}

const overText = ({ rows }: Sample, roles: Roles, predictions: readonly Predictions[]): Interval => {
  const weak = scoresOf(rows, roles.weak);
  return pairedDifference(
    scoresOf(rows, roles.strong).map((score, row) => score - (weak[row] ?? 0)),
    predictions.map(({ blended, byText }) => [gainOf(blended, roles), gainOf(byText, roles)] as const),
  );
};

const average = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;

function head(suite: string, sample: Sample, roles: Roles) {
  const quality = (model: string) => average(scoresOf(sample.rows, model));
  return {
    suite,
    rows: sample.rows.length,
    strong: { model: roles.strong, quality: quality(roles.strong) },
    weak: { model: roles.weak, quality: quality(roles.weak), cost: weakCost(roles) },
    costsKnown: roles.costsKnown,
  };
}

export interface Protocol {
  folds: number;
  /** Random halves on which floor and choice are judged. */
  splits: number;
}

/** Cross-validation for the curves, train-half → test-half splits for floor and choice. */
export async function crossValidate(
  suite: Suite,
  costs: Readonly<Record<string, number>>,
  { folds, splits }: Protocol,
): Promise<SuiteReport> {
  const sample = sampleOf(suite);
  const roles = assignRoles(suite.rows, costs);
  const predictions = SEEDS.map((seed) => crossPredict(sample, seed, folds));
  const trials = Array.from({ length: splits }, (_, split): Trial => {
    const order = shuffled(sample.rows.length, 'half', split);
    const calibration = pickRows(sample, order.slice(0, order.length >> 1));
    const test = pickRows(sample, order.slice(order.length >> 1));
    return {
      calibration,
      calibrated: crossPredict(calibration, split),
      test,
      tested: predictFrom(calibration, test),
    };
  });
  return {
    ...head(suite.name, sample, roles),
    protocol: `${folds}-fold cross-validation × ${SEEDS.length} seeds; floor and choice on ${splits} train-half → test-half splits`,
    methods: meanTable(
      predictions.map((predicted, at) => methodTable(sample, roles, predicted, SEEDS[at] ?? at)),
    ),
    overText: overText(sample, roles, predictions),
    ...judgeTrials(trials, roles),
    ...cascadeOf(sample, roles, predictions[0]),
    ownModels: await ownModels(sample, roles),
  };
}

/** Learns from one folder, looks at another; floor and choice on random halves of the test rows. */
export function trainThenTest(
  train: Suite,
  held: Suite,
  costs: Readonly<Record<string, number>>,
  { splits }: Pick<Protocol, 'splits'>,
): SuiteReport {
  const calibration = sampleOf(train);
  const test = sampleOf(held);
  const roles = assignRoles(train.rows, costs);
  const calibrated = crossPredict(calibration, 1);
  const tested = predictFrom(calibration, test);
  const trials = Array.from({ length: splits }, (_, split): Trial => {
    const places = shuffled(test.rows.length, 'test half', split).slice(0, test.rows.length >> 1);
    const part = noPredictions();
    for (const [model, values] of tested.blended)
      part.blended.set(
        model,
        Float64Array.from(places, (place) => values[place] ?? 0),
      );
    return { calibration, calibrated, test: pickRows(test, places), tested: part };
  });
  return {
    ...head(held.name, test, roles),
    protocol: `trained on ${train.rows.length} rows, tested on ${held.rows.length} others; floor and choice on ${splits} random halves of these`,
    methods: methodTable(test, roles, tested, 1),
    overText: overText(test, roles, [tested]),
    ...judgeTrials(trials, roles),
    ...cascadeOf(test, roles, tested),
  };
}

/** Word problems with one right number: rows of a task whose name speaks of grade-school mathematics. */
function cascadeOf(
  sample: Sample,
  roles: Roles,
  predicted: Predictions | undefined,
): { cascade?: CascadeSimulation } {
  const places = sample.rows.flatMap(({ task }, place) => (/gsm/i.test(task) ? [place] : []));
  if (places.length < 50 || predicted === undefined) return {};
  const gain = gainOf(predicted.blended, roles);
  const pair = pairOf(
    pickRows(sample, places),
    roles,
    places.map((place) => gain[place] ?? 0),
  );
  return { cascade: simulateCascade(pair) };
}
