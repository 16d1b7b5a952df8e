import type { Allowance, MinuteLimit } from './minute-limit';

const WINDOW_MS = 60_000;
const SLICE_MS = 1_000;
/** One more than the window holds: a slice counts until all of it is older than the window. */
const SLICES = WINDOW_MS / SLICE_MS + 1;

/**
 * At most `limit` in any 60 seconds, in slices of one second: never too many, and the oldest second is let go as a
 * whole. Constant time and memory. Times are monotonic ms and never go back.
 */
export class SlidingWindow implements MinuteLimit {
  private readonly counts = new Float64Array(SLICES);
  private head = 0;
  private used = 0;

  constructor(public limit: number) {}

  /** Takes `amount` if it fits. More than the whole limit is let through only when nothing else is in the window. */
  take(nowMs: number, amount = 1): Allowance {
    const standing = this.check(nowMs, amount);
    if (!standing.allowed) return standing;
    this.add(nowMs, amount);
    return this.standing(nowMs, true, 0);
  }

  /** The same without taking. */
  check(nowMs: number, amount = 1): Allowance {
    this.advance(nowMs);
    const fits = this.used + amount <= this.limit || (this.used === 0 && this.limit > 0);
    return this.standing(nowMs, fits, fits ? 0 : this.waitFor(nowMs, amount));
  }

  /**
   * Corrects what was taken by what it really was. Negative gives back to the second in which it was taken (`takenMs`),
   * unless that has left the window by now.
   */
  add(nowMs: number, amount: number, takenMs = nowMs): void {
    this.advance(nowMs);
    const taken = amount < 0 ? Math.floor(takenMs / SLICE_MS) : this.head;
    if (this.head - taken >= SLICES) return;
    const slice = taken % SLICES;
    const before = this.counts[slice] ?? 0;
    // Gives back no more than is there, so that a correction cannot open the window too far.
    const change = Math.max(amount, -before);
    this.counts[slice] = before + change;
    this.used += change;
  }

  /** What is in the window. */
  usedAt(nowMs: number): number {
    this.advance(nowMs);
    return this.used;
  }

  /** What is in the window by its seconds, the newest first: how many seconds ago, and how much. */
  *seconds(nowMs: number): Generator<readonly [ageS: number, amount: number]> {
    this.advance(nowMs);
    for (let ageS = 0; ageS < SLICES; ageS += 1) {
      const amount = this.counts[(this.head - ageS + SLICES) % SLICES] ?? 0;
      if (amount !== 0) yield [ageS, amount];
    }
  }

  private advance(nowMs: number): void {
    const now = Math.floor(nowMs / SLICE_MS);
    const gone = Math.min(now - this.head, SLICES);
    for (let n = 1; n <= gone; n += 1) {
      const slice = (now - gone + n) % SLICES;
      this.used -= this.counts[slice] ?? 0;
      this.counts[slice] = 0;
    }
    if (now > this.head) this.head = now;
  }

  private standing(nowMs: number, allowed: boolean, retryAfterMs: number): Allowance {
    return {
      allowed,
      limit: this.limit,
      remaining: Math.max(0, Math.floor(this.limit - this.used)),
      resetMs: this.used <= 0 ? 0 : (this.newest() + SLICES) * SLICE_MS - nowMs,
      retryAfterMs,
    };
  }

  private newest(): number {
    for (let back = 0; back < SLICES; back += 1)
      if ((this.counts[(this.head - back + SLICES) % SLICES] ?? 0) > 0) return this.head - back;
    return this.head;
  }

  /** Until enough of the oldest seconds have left the window. */
  private waitFor(nowMs: number, amount: number): number {
    let left = this.used;
    for (let back = SLICES - 1; back >= 0; back -= 1) {
      left -= this.counts[(this.head - back + SLICES) % SLICES] ?? 0;
      if (left <= 0 || left + amount <= this.limit)
        return Math.max(1, (this.head - back + SLICES) * SLICE_MS - nowMs);
    }
    return WINDOW_MS;
  }
}
