/** A second counts until it is wholly older than a minute. */
const SECONDS = 61;

/** The rules of the window as a list of seconds and what was taken in them, with nothing added up. */
export class WindowModel {
  private readonly taken = new Map<number, number>();

  constructor(private readonly limit: number) {}

  used(nowMs: number): number {
    const now = Math.floor(nowMs / 1_000);
    let sum = 0;
    for (const [second, amount] of this.taken) if (second > now - SECONDS) sum += amount;
    return sum;
  }

  fits(nowMs: number, amount: number): boolean {
    const used = this.used(nowMs);
    return used === 0 || used + amount <= this.limit;
  }

  add(nowMs: number, amount: number): void {
    const second = Math.floor(nowMs / 1_000);
    this.taken.set(second, (this.taken.get(second) ?? 0) + amount);
  }

  /** No more than was taken then, and nothing of what has left. */
  giveBack(nowMs: number, amount: number, takenMs: number): void {
    const second = Math.floor(takenMs / 1_000);
    if (second <= Math.floor(nowMs / 1_000) - SECONDS) return;
    this.taken.set(second, Math.max(0, (this.taken.get(second) ?? 0) - amount));
  }

  /** First of the next ms at which something holds, by trying the turns of all seconds. */
  waitUntil(nowMs: number, holds: (atMs: number) => boolean): number {
    if (holds(nowMs)) return 0;
    for (let second = Math.floor(nowMs / 1_000) + 1; ; second += 1)
      if (holds(second * 1_000)) return second * 1_000 - nowMs;
  }
}
