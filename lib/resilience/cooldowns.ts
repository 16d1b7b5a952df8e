/** Nothing is parked for longer by one answer. */
export const MAX_COOL_MS = 3_600_000;
const FIRST_GROWING_MS = 5_000;
const MAX_GROWING_MS = 300_000;

export interface Cooling {
  untilMs: number;
  reason: string;
  /** The provider itself named the time: it is kept to even when there is no other target. */
  binding: boolean;
}

/** Targets and credentials that are left alone for a while because of what they answered. Times are monotonic ms. */
export class Cooldowns {
  private readonly cooling = new Map<string, Cooling>();
  private readonly strikes = new Map<string, number>();

  /** Leaves `name` alone for so long. A shorter time never replaces a longer one: false. */
  cool(nowMs: number, name: string, ms: number, reason: string, binding = false): boolean {
    const untilMs = nowMs + Math.min(MAX_COOL_MS, Math.max(0, ms));
    const known = this.cooling.get(name);
    if (known !== undefined && known.untilMs >= untilMs) return false;
    this.cooling.set(name, { untilMs, reason, binding });
    return true;
  }

  /** For providers that do not say how long: 5 s, then twice as long each time until a success, at most 5 minutes. */
  coolGrowing(nowMs: number, name: string, reason: string): boolean {
    const current = this.find(nowMs, name);
    // Requests that were under way together are refused together: that is one strike, not many.
    if (current !== undefined) return false;
    const strikes = this.strikes.get(name) ?? 0;
    this.strikes.set(name, Math.min(strikes + 1, 30));
    return this.cool(nowMs, name, Math.min(MAX_GROWING_MS, FIRST_GROWING_MS * 2 ** strikes), reason);
  }

  get isEmpty(): boolean {
    return this.cooling.size === 0;
  }

  find(nowMs: number, name: string): Cooling | undefined {
    const found = this.cooling.get(name);
    if (found === undefined) return undefined;
    if (found.untilMs > nowMs) return found;
    this.cooling.delete(name);
    return undefined;
  }

  /** What is left alone now, by name. */
  *all(nowMs: number): Generator<readonly [name: string, cooling: Cooling]> {
    for (const entry of this.cooling) if (entry[1].untilMs > nowMs) yield entry;
  }

  /** A success ends the growth, and what was cooled without a time of the provider's. */
  succeeded(name: string): void {
    if (this.strikes.size > 0) this.strikes.delete(name);
    if (this.cooling.size === 0) return;
    const found = this.cooling.get(name);
    if (found !== undefined && !found.binding) this.cooling.delete(name);
  }
}
