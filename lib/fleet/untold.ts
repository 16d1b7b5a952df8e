/** Longer ago is of no more interest to a minute. */
const WINDOW_MS = 61_000;
const SLICE_MS = 100;

/** What this process used, or gave back, and the store does not know yet, by the time of this process. */
export class Untold {
  private amounts = new Map<number, number>();
  /** From our monotonic clock to the store's epoch. */
  private offsetMs = Date.now() - performance.now();

  add(atMs: number, amount: number): void {
    const slice = Math.floor(atMs / SLICE_MS) * SLICE_MS;
    this.amounts.set(slice, (this.amounts.get(slice) ?? 0) + amount);
    // An outage may be long: what has left the window need not be told.
    for (const at of this.amounts.keys()) {
      if (slice - at <= WINDOW_MS) return;
      this.amounts.delete(at);
    }
  }

  take(): ReadonlyMap<number, number> {
    const taken = this.amounts;
    this.amounts = new Map();
    return taken;
  }

  /** By the store's seconds. */
  bySecond(amounts: ReadonlyMap<number, number>, nowMs: number): [second: number, amount: number][] {
    const seconds = new Map<number, number>();
    for (const [atMs, amount] of amounts) {
      if (nowMs - atMs > WINDOW_MS) continue;
      const second = Math.floor((atMs + this.offsetMs) / 1_000);
      seconds.set(second, (seconds.get(second) ?? 0) + amount);
    }
    return [...seconds].filter(([, amount]) => amount !== 0);
  }

  /** `storeMs`: what the store's clock showed when ours showed `nowMs`. */
  learnClock(storeMs: number, nowMs: number): void {
    this.offsetMs = storeMs - nowMs;
  }

  clear(): void {
    this.amounts.clear();
  }

  get size(): number {
    return this.amounts.size;
  }
}
