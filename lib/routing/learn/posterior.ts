/** Beliefs about "good enough": a Beta distribution per task and model. */
export interface Posterior {
  /** Good answers seen, prior included. */
  good: number;
  bad: number;
}

/** An editable prior: `mean` 0 to 1, worth `strength` observations. */
export interface Prior {
  mean: number;
  strength: number;
}

/** Where a label came from, and how much one counts: people most, a check of form least. */
export const LABEL_WEIGHTS = { feedback: 1, judge: 0.5, check: 0.25 } as const;
export type LabelSource = keyof typeof LABEL_WEIGHTS;

export interface Label {
  task: string;
  model: string;
  /** 0 bad to 1 good. */
  score: number;
  source: LabelSource;
}

/** By task, then model. Immutable: an update returns a new table. */
export type PosteriorTable = ReadonlyMap<string, ReadonlyMap<string, Posterior>>;

export function fromPrior({ mean, strength }: Prior): Posterior {
  return { good: mean * strength, bad: (1 - mean) * strength };
}

/** The belief about a model at a task; the prior where nothing was seen. */
export function beliefOf(table: PosteriorTable, task: string, model: string, prior: Prior): Posterior {
  return table.get(task)?.get(model) ?? fromPrior(prior);
}

/** Learns one label. Throws a RangeError for a score outside 0 to 1. */
export function learnLabel(table: PosteriorTable, label: Label, prior: Prior): PosteriorTable {
  const { task, model, score, source } = label;
  if (!(score >= 0 && score <= 1)) throw new RangeError(`a score is from 0 to 1, not ${score}`);
  const weight = LABEL_WEIGHTS[source];
  const { good, bad } = beliefOf(table, task, model, prior);
  const learnt = { good: good + weight * score, bad: bad + weight * (1 - score) };
  return new Map(table).set(task, new Map(table.get(task)).set(model, learnt));
}

export const meanOf = ({ good, bad }: Posterior) => good / (good + bad);

/** Standard deviation of the Beta distribution. */
export function deviationOf({ good, bad }: Posterior): number {
  const all = good + bad;
  return Math.sqrt((good * bad) / (all * all * (all + 1)));
}

/** Quality that the model has with about 95 % certainty: the mean less 1.64 deviations, at least 0. */
export const lowerBoundOf = (posterior: Posterior) =>
  Math.max(0, meanOf(posterior) - 1.64 * deviationOf(posterior));
