import type { Model } from '@/lib/config/schemas';
import { buildPriceBook } from '@/lib/pricing/price-book';
import { splitSavings, type SplitResult, type TrafficCell } from '@/lib/pricing/split-savings';
import { compareUsd, parseUsd, subtractUsd, sumUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import type { Meter, MeterQuantities } from '@/lib/pricing/usage';
import type { Viewer } from '@/lib/users/viewer';
import { baselineModels } from './baseline-models';
import { bestSingleModel } from './best-single-model';
import type { BestModel } from './pick-best-model';
import { publishedDocument } from '../published-document';
import { savingsAssumptions } from './savings-assumptions';
import type { Scope } from '../scope';
import { trafficCells, type BookedCell } from '../traffic/traffic-cells';

/** As many as a table beside each other can hold. */
export const MAX_BASELINES = 8;

export interface BaselineReport {
  model: string;
  /** That it is one of the two ends. */
  end: 'strong' | 'cheap' | undefined;
  /** That its answers were judged best. */
  isBest: boolean;
  result: SplitResult;
}

export interface SavingsReport {
  /** Models that can be chosen, by id. */
  models: string[];
  actualUsd: UsdString;
  /** In the order that was asked for; without a wish the two ends and the one that is judged best. */
  baselines: BaselineReport[];
  /** Wanted models that are not there or have no price. */
  unknown: string[];
  /** Share 0..1 of requests on `strong` with which a coin between the two ends costs what was spent; absent outside of them. */
  random: { strong: string; cheap: string; strongShare: number } | undefined;
  /** The model whose answers were judged best in the span, or that none can be named. */
  best: BestModel;
  assumptions: string[];
}

/**
 * What was spent against each of several models for everything, at the prices of each day (of each quarter of an hour
 * within a day), from sums of tokens. Throws `forbidden` or `not_found`.
 */
export async function compareBaselines(
  viewer: Viewer,
  scope: Scope,
  wanted: readonly string[],
  now: Date,
): Promise<SavingsReport> {
  const [traffic, document] = await Promise.all([trafficCells(viewer, scope), publishedDocument()]);
  const book = buildPriceBook(document.prices);
  const { all, strong, cheap } = baselineModels(
    book,
    document.models,
    mixOf(traffic.cells),
    Math.min(now.getTime(), scope.to.getTime() - 1),
  );
  const cells = traffic.cells.map((cell) => atProvider(cell, document.models));
  const known = wanted.flatMap((id) => all.find((one) => one.id === id) ?? []).slice(0, MAX_BASELINES);
  const best = await bestSingleModel(
    viewer,
    scope,
    all.map(({ id }) => id),
  );
  const bestId = best.kind === 'best' ? best.model : undefined;
  const usual = [...new Set([strong, cheap, all.find(({ id }) => id === bestId)])];
  const chosen = known.length > 0 ? known : usual.filter((one) => one !== undefined);
  const reportOf = ({ id, offer }: (typeof all)[number]): BaselineReport => ({
    model: id,
    end: id === strong?.id ? 'strong' : id === cheap?.id ? 'cheap' : undefined,
    isBest: id === bestId,
    result: splitSavings(book, offer, cells),
  });
  const actualUsd = sumUsd(cells.map((cell) => cell.actualUsd));
  const ends = [strong, cheap].map((end) => (end === undefined ? undefined : reportOf(end)));
  return {
    models: all.map(({ id }) => id),
    actualUsd,
    baselines: chosen.map((one) => ends.find((end) => end?.model === one.id) ?? reportOf(one)),
    unknown: wanted.filter((id) => !all.some((one) => one.id === id)),
    random: randomMix(ends, actualUsd),
    best,
    assumptions: savingsAssumptions(traffic),
  };
}

/** Every token of the span that served somebody. */
function mixOf(cells: readonly BookedCell[]): MeterQuantities {
  const mix: MeterQuantities = {};
  for (const { meters } of cells)
    for (const [name, quantity] of Object.entries(meters))
      mix[name as Meter] = (mix[name as Meter] ?? 0) + quantity;
  return mix;
}

/** Under the name that prices know; a model that is configured no longer keeps its own. */
function atProvider({ modelId, ...cell }: BookedCell, models: readonly Model[]): TrafficCell {
  const offers = models.find(({ id }) => id === modelId)?.offers ?? [];
  const offer = offers.find(({ provider }) => provider === cell.provider);
  return { ...cell, model: offer?.model ?? modelId };
}

/** A position between two amounts: a share on the screen, never a sum. */
function randomMix(
  [strong, cheap]: (BaselineReport | undefined)[],
  actualUsd: UsdString,
): SavingsReport['random'] {
  if (strong?.result.state !== 'priced' || cheap?.result.state !== 'priced') return undefined;
  const [high, low] = [strong.result.baselineUsd, cheap.result.baselineUsd];
  const within = compareUsd(low, actualUsd) <= 0 && compareUsd(actualUsd, high) <= 0;
  if (!within || compareUsd(low, high) === 0) return undefined;
  const between = (usd: UsdString) => Number(parseUsd(subtractUsd(usd, low)));
  return { strong: strong.model, cheap: cheap.model, strongShare: between(actualUsd) / between(high) };
}
