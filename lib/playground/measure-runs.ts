import { compareUsd } from '@/lib/pricing/money';
import type { RunState } from './run-state';

/** Least, middle and most of a figure over the runs of a column that have it. */
export interface Spread<T> {
  least: T;
  middle: T;
  most: T;
  /** How many runs have it. */
  of: number;
}

/** Tokens of output for each second between the first and the last; undefined where that is no time at all. */
export function tokensPerSecond({ outputTokens, firstMs, totalMs }: RunState): number | undefined {
  if (outputTokens === undefined || firstMs === undefined || totalMs === undefined) return undefined;
  const seconds = (totalMs - firstMs) / 1_000;
  return seconds > 0 ? outputTokens / seconds : undefined;
}

/** Undefined when no run has the figure. With an even number of runs the middle is the lower of the two. */
export function spreadOf<T>(
  figures: readonly (T | undefined)[],
  compare: (a: T, b: T) => number,
): Spread<T> | undefined {
  const known = figures.filter((figure) => figure !== undefined).sort(compare);
  const [least, middle, most] = [known[0], known[Math.floor((known.length - 1) / 2)], known.at(-1)];
  if (least === undefined || middle === undefined || most === undefined) return undefined;
  return { least, middle, most, of: known.length };
}

const byNumber = (a: number, b: number) => a - b;

/** The figures of a column over its finished runs. */
export function measureColumn(runs: readonly RunState[]) {
  const done = runs.filter(({ status }) => status === 'done');
  return {
    done: done.length,
    cost: spreadOf(
      done.map(({ costUsd }) => costUsd),
      compareUsd,
    ),
    first: spreadOf(
      done.map(({ firstMs }) => firstMs),
      byNumber,
    ),
    total: spreadOf(
      done.map(({ totalMs }) => totalMs),
      byNumber,
    ),
    output: spreadOf(
      done.map(({ outputTokens }) => outputTokens),
      byNumber,
    ),
    speed: spreadOf(done.map(tokensPerSecond), byNumber),
  };
}

export type ColumnMeasures = ReturnType<typeof measureColumn>;

/**
 * Columns that are the cheapest and the fastest to their end, by the middle run; several that are equal all are.
 * Nobody is marked before every column has a figure: a race is not won while others still run.
 */
export function marksOf(columns: readonly ColumnMeasures[]): { cheapest: number[]; fastest: number[] } {
  return {
    cheapest: leastOf(
      columns.map(({ cost }) => cost?.middle),
      compareUsd,
    ),
    fastest: leastOf(
      columns.map(({ total }) => total?.middle),
      byNumber,
    ),
  };
}

function leastOf<T>(figures: readonly (T | undefined)[], compare: (a: T, b: T) => number): number[] {
  const least = spreadOf(figures, compare);
  if (least === undefined || least.of < figures.length || figures.length < 2) return [];
  return figures.flatMap((figure, at) =>
    figure !== undefined && compare(figure, least.least) === 0 ? [at] : [],
  );
}
