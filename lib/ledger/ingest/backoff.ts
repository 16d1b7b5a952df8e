const FIRST_MS = 200;
const LONGEST_MS = 5_000;

/** Pause before attempt `failures` + 1, in ms: doubling from 0.2 s to 5 s, spread over its upper half. `random` in 0..1. */
export function backoffMs(failures: number, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1));
  return ceiling * (0.5 + random / 2);
}
