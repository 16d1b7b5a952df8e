const FIRST_MS = 500;
const LONGEST_MS = 30_000;
/** A child that lived this long has recovered: its next end counts as a first one. */
export const SETTLED_MS = 60_000;

/** Pause before a child is started again: doubled for each end in a row. `failures` counts from 1. */
export function restartDelayMs(failures: number): number {
  return Math.min(LONGEST_MS, FIRST_MS * 2 ** (failures - 1));
}
