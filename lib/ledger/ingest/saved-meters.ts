import { z } from 'zod';
import { formatPico, parseUsd } from '@/lib/pricing/money';
import type { UsdString } from '@/lib/pricing/types';
import type { SavedByCache } from '../records';

/** Before the names of what a hit of the gateway's own cache would have used: `hit.in.text`. No attempt uses such. */
export const HIT_PREFIX = 'hit.';
/** Saved by a hit: picodollars (1e-12 USD), so that sums are whole numbers. */
export const HIT_PICO = 'hit.pico_usd';
/** Milliseconds that its client did not wait. */
export const HIT_MS = 'hit.ms';
/** Hits whose saving is not known: their model has no price. They are in no sum of money. */
export const HIT_UNPRICED = 'hit.unpriced';

/**
 * What a hit saved as further meters of its request, so that rollups add it up like any other. Money beyond what a
 * double holds exactly, some nine thousand dollars for one request, counts as unpriced.
 */
export function savedMeters({ meters, usd, ms }: SavedByCache): Record<string, number> {
  const pico = usd === null ? undefined : Number(parseUsd(usd));
  const isKnown = pico !== undefined && Number.isSafeInteger(pico);
  const used = Object.entries(meters).map(([meter, quantity]) => [HIT_PREFIX + meter, quantity] as const);
  return {
    ...Object.fromEntries(used),
    [HIT_MS]: ms,
    ...(isKnown ? { [HIT_PICO]: pico } : { [HIT_UNPRICED]: 1 }),
  };
}

const written = z.object({ [HIT_PICO]: z.number().int() });

/** The saving as it was kept with a request, exact; null where there is none. */
export function savedUsdOf(saved: unknown): UsdString | null {
  const known = written.safeParse(saved);
  return known.success ? formatPico(BigInt(known.data[HIT_PICO])) : null;
}
