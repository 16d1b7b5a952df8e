const BASE_MS = 200;
const CAP_MS = 5_000;

/** Any moment between now and `base × 2ⁿ`, capped, so that clients that failed together do not come back together. `random` in [0, 1). */
export function fullJitterMs(retry: number, random: () => number, baseMs = BASE_MS, capMs = CAP_MS): number {
  return Math.floor(random() * Math.min(capMs, baseMs * 2 ** Math.min(Math.max(retry - 1, 0), 20)));
}

/** Wait before the nth retry (from 1) at the same target: never sooner than the provider asked for. */
export function retryDelayMs(retry: number, retryAfterS: number | undefined, random: () => number): number {
  return (retryAfterS ?? 0) * 1000 + fullJitterMs(retry, random);
}
