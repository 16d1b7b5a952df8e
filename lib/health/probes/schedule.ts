/** So many of the same result one after the other, and it is sure: as many as a breaker wants to open and to close. */
const SURE = { failed: 5, answered: 3 } as const;
/** Part of the interval after which a result that is not sure yet is looked at again. */
const HURRY = 5;
/** Intervals are drawn from so much less to so much more, that probes of many targets do not march in step. */
const JITTER = 0.1;

/** Times are epoch ms of the database's clock. */
export interface Due {
  nowMs: number;
  /** When it was to be asked next. */
  nextMs: number;
  everyMs: number;
  /** When traffic last said how it is; undefined: nobody knows of any. */
  heardMs?: number | undefined;
  /** Until then its provider wants no calls. */
  coolingUntilMs?: number | undefined;
}

/** `later`: not now, look again then. */
export type Turn = { kind: 'wait' } | { kind: 'ask' } | { kind: 'later'; atMs: number };

/** Whether a target is asked now. Pure. */
export function turnOf({ nowMs, nextMs, everyMs, heardMs = 0, coolingUntilMs = 0 }: Due): Turn {
  // The interval may have been cut since that time was set.
  const isFar = nextMs - nowMs > everyMs * (1 + JITTER);
  if (nextMs > nowMs && !isFar) return { kind: 'wait' };
  if (coolingUntilMs > nowMs) return { kind: 'later', atMs: Math.min(coolingUntilMs, nowMs + everyMs) };
  if (heardMs + everyMs > nowMs) return { kind: 'later', atMs: heardMs + everyMs };
  return { kind: 'ask' };
}

/**
 * Ms until the next probe of a target. `streak`: so many answers one after the other, or, below zero, failures.
 * `random` in [0, 1). Pure.
 */
export function pauseMs(streak: number, everyMs: number, random: number): number {
  const isSure = streak >= SURE.answered || streak <= -SURE.failed;
  const jitter = 1 + JITTER * (2 * random - 1);
  return Math.round((isSure ? everyMs : everyMs / HURRY) * jitter);
}

/** The streak with one more result. Pure. */
export function streakWith(streak: number, answered: boolean): number {
  return answered ? Math.max(0, streak) + 1 : Math.min(0, streak) - 1;
}
