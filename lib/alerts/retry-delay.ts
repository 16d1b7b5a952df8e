const FIRST_MS = 10_000;
const LONGEST_MS = 3_600_000;

/** Tries after which a delivery is given up: about six hours. */
export const MAX_TRIES = 14;

/** Wait after the `tries`-th failed try, doubling up to an hour, between half and all of that. `random` in 0..1. Pure. */
export function retryDelayMs(tries: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** (tries - 1));
  return Math.round(full * (0.5 + random / 2));
}
