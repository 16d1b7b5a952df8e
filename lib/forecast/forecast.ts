import { t80 } from './student';

/** Spend of one local day. A forecast is an estimate, so plain numbers do; nothing of it goes on the books. */
export interface Day {
  /** ISO weekday, 1 = Monday. */
  weekday: number;
  usd: number;
}

export interface ForecastInput {
  /** Whole days before the running one, oldest first, days without spend as 0, from the first one with spend on. */
  history: readonly Day[];
  /** Spent in the window so far, the running day included. */
  spentUsd: number;
  /** The running day: its weekday and how much of it is left, 0..1. */
  today: { weekday: number; left: number };
  /** Weekdays of the whole days in the window after the running one, in order. */
  ahead: readonly number[];
}

export type Forecast =
  | { kind: 'too-short'; days: number; needed: number }
  | {
      kind: 'forecast';
      /** At the end of the window. */
      usd: number;
      /** 80 of 100 such intervals hold what comes. */
      lowUsd: number;
      highUsd: number;
      /** By weekday, or one mean for all days while there are fewer than two weeks. */
      basis: 'weekday' | 'mean';
      /** Expected at the end of today and of each day ahead, with its interval. */
      path: { usd: number; lowUsd: number; highUsd: number }[];
    };

export const MIN_DAYS = 4;
/** Weekdays are told apart from then on. */
const SEASONAL_DAYS = 14;
/** Older days say little of now. */
const MAX_DAYS = 56;
/** Days that the overall mean counts for in a weekday's own. */
const SHRINKAGE = 1;

/**
 * Spend at the end of a window: what is spent, and for the rest of it a mean by weekday, drawn towards the overall mean
 * while a weekday was seen seldom. The interval holds the scatter of single days and how well the level itself is known;
 * it takes days as independent, so a lasting change of level lies outside of it. Pure.
 */
export function forecast({ history, spentUsd, today, ahead }: ForecastInput): Forecast {
  const days = history.slice(-MAX_DAYS);
  if (days.length < MIN_DAYS) return { kind: 'too-short', days: days.length, needed: MIN_DAYS };
  const seasonal = days.length >= SEASONAL_DAYS;
  const expected = expectedBy(days, seasonal);
  const freedom = Math.max(1, days.length - (seasonal ? 7 : 1));
  const squares = days.reduce((sum, { weekday, usd }) => sum + (usd - expected(weekday)) ** 2, 0);
  const variance = squares / freedom;
  const width = t80(freedom);
  // How well the level is known: a mean over all days, or over each weekday's own.
  const perMean = seasonal ? days.length / 7 : days.length;

  let usd = spentUsd;
  const left = new Map<number, number>();
  let daysLeft = 0;
  const path = [
    { weekday: today.weekday, part: today.left },
    ...ahead.map((weekday) => ({ weekday, part: 1 })),
  ].map(({ weekday, part }) => {
    usd += expected(weekday) * part;
    daysLeft += part;
    const place = seasonal ? weekday : 0;
    left.set(place, (left.get(place) ?? 0) + part);
    const levels = [...left.values()].reduce((sum, count) => sum + count ** 2, 0) / perMean;
    const half = width * Math.sqrt(variance * (daysLeft + levels));
    return { usd, lowUsd: Math.max(spentUsd, usd - half), highUsd: usd + half };
  });
  const end = path.at(-1) ?? { usd, lowUsd: usd, highUsd: usd };
  return { kind: 'forecast', ...end, basis: seasonal ? 'weekday' : 'mean', path };
}

function expectedBy(days: readonly Day[], seasonal: boolean): (weekday: number) => number {
  const mean = days.reduce((sum, { usd }) => sum + usd, 0) / days.length;
  if (!seasonal) return () => mean;
  const sums = new Map<number, { usd: number; days: number }>();
  for (const { weekday, usd } of days) {
    const sum = sums.get(weekday) ?? { usd: 0, days: 0 };
    sums.set(weekday, { usd: sum.usd + usd, days: sum.days + 1 });
  }
  return (weekday) => {
    const own = sums.get(weekday) ?? { usd: 0, days: 0 };
    return (own.usd + SHRINKAGE * mean) / (own.days + SHRINKAGE);
  };
}
