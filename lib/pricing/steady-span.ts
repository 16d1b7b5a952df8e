import type { ModelPrices } from './model-prices';

/** Epoch ms, `from` inclusive, `to` exclusive. */
export interface SteadySpan {
  from: number;
  to: number;
}

const ALWAYS: SteadySpan = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
/** Schedules open and close on whole minutes. */
const MINUTE_MS = 60_000;

/** A span around an instant in which a model's prices stay as they are, whatever the request: that between two changes of its rows. */
export function steadySpan(prices: ModelPrices | undefined, at: number): SteadySpan {
  if (prices === undefined) return ALWAYS;
  let { from, to } = ALWAYS;
  if (prices.isScheduled) {
    from = Math.floor(at / MINUTE_MS) * MINUTE_MS;
    to = from + MINUTE_MS;
  }
  for (const change of prices.changes) {
    if (change <= at) from = Math.max(from, change);
    else to = Math.min(to, change);
  }
  return { from, to };
}
