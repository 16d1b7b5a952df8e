import { sumUsd, compareUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';

const STEP_MS = 15 * 60_000;

/**
 * The earliest of the cheapest quarter hours from `now` to `until` (epoch ms, inclusive): the present instant is one of
 * them, the others are whole quarter hours, where schedules of prices begin and end. `costAt`: undefined where nobody
 * knows. Pure.
 */
export function cheapestStart(
  now: number,
  until: number,
  costAt: (at: number) => UsdString | undefined,
): number {
  let best: { at: number; usd: UsdString } | undefined;
  for (let at = now; at <= until; at = at - (at % STEP_MS) + STEP_MS) {
    const usd = costAt(at);
    if (usd !== undefined && (best === undefined || compareUsd(usd, best.usd) < 0)) best = { at, usd };
  }
  return best?.at ?? now;
}

/** What requests of several models cost together; undefined as soon as one of them is unknown. */
export function together(amounts: readonly (UsdString | null | undefined)[]): UsdString | undefined {
  const known = amounts.filter((usd) => usd !== null && usd !== undefined);
  return known.length === amounts.length ? sumUsd(known) : undefined;
}
