export interface Allowance {
  allowed: boolean;
  limit: number;
  remaining: number;
  /** Until the whole limit is free again, ms. */
  resetMs: number;
  /** Until as much as was asked for may be free, ms; 0 when it was allowed. */
  retryAfterMs: number;
}

/** So much in any minute: counted in this process (sliding-window.ts) or in all of them (lib/fleet/leased-window.ts). */
export interface MinuteLimit {
  limit: number;
  /** Whether `amount` fits, without taking it. */
  check(nowMs: number, amount?: number): Allowance;
  /** Takes it. Negative gives back what was taken at `takenMs`. */
  add(nowMs: number, amount: number, takenMs?: number): void;
  /** What to wait for before `check` can tell; undefined: it can. Absent: it always can. */
  prepare?(nowMs: number, amount: number): Promise<void> | undefined;
}
