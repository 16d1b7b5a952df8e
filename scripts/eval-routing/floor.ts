import { chooseFloorShare } from '@/lib/routing/learn/floor';
import { orderByPreference, type PairOutcome } from './pair-metrics';

export interface FloorTrial {
  met: boolean;
  cost: number;
  /** The product would say "no routable slack here". */
  noSlack: boolean;
}

const FLOOR = 0.95;

/** A floor of 95 % of the strong model's quality, set on one half, looked at on the other. */
export function tryFloor(calibration: PairOutcome, test: PairOutcome): FloorTrial {
  const order = orderByPreference(calibration.preference);
  const choice = chooseFloorShare({
    weak: Array.from(order, (row) => calibration.weak[row] ?? 0),
    strong: Array.from(order, (row) => calibration.strong[row] ?? 0),
    floor: FLOOR,
    windowRequests: test.weak.length,
  });
  const lastSent = order[choice.strongCalls - 1];
  const threshold = lastSent === undefined ? Infinity : (calibration.preference[lastSent] ?? -Infinity);
  const all = choice.strongCalls === order.length;
  let quality = 0;
  let best = 0;
  let cost = 0;
  for (let row = 0; row < test.weak.length; row += 1) {
    const toStrong = all || (test.preference[row] ?? 0) >= threshold;
    quality += (toStrong ? test.strong[row] : test.weak[row]) ?? 0;
    best += test.strong[row] ?? 0;
    cost += toStrong ? 1 : test.weakCost;
  }
  return { met: quality >= FLOOR * best, cost: cost / test.weak.length, noSlack: choice.noSlack };
}
