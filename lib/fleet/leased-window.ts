import type { Allowance, MinuteLimit } from '@/lib/resilience/minute-limit';
import { SlidingWindow } from '@/lib/resilience/sliding-window';
import type { Grant, RateStore } from './rate-store';
import { Untold } from './untold';

export interface LeaseOptions {
  scope: string;
  store: RateStore;
  monotonic: () => number;
  /** Gateways alive, this one among them. */
  instances: () => number;
}

/** What the store said is taken for true so long. */
const FRESH_MS = 1_000;
/** After a refusal the store is not asked again sooner: what others give back may make room. */
const SHUT_MS = 200;
/** A lease that nobody used goes back. */
const IDLE_MS = 500;
/** Of the room that is left, each process takes no more ahead than one part of its own share in eight. */
const PARTS = 8;

const UNLIMITED: Allowance = Object.freeze({
  ...{ allowed: true, limit: Infinity, remaining: Infinity, resetMs: 0, retryAfterMs: 0 },
});

/**
 * A limit a minute that all processes keep together. Requests are counted against a lease: a slice of the window that the
 * store has given this process ahead, so that nobody waits for the store while there is room. Nearly used up, leases shrink
 * to nothing and each request asks. With the store away this process keeps to its own share, and tells later what it used.
 */
export class LeasedWindow implements MinuteLimit {
  limit = 0;
  private readonly own = new SlidingWindow(Infinity);
  private readonly untold = new Untold();
  /** Below 0: used ahead of the lease, to be told. */
  private held = 0;
  private known: (Grant & { atMs: number }) | undefined;
  private shutUntilMs = Number.NEGATIVE_INFINITY;
  private usedAtMs = Number.NEGATIVE_INFINITY;
  /** Used since the last tick, and between the two before. */
  private pace = { now: 0, before: 0 };
  private wanted = 0;
  private asking: Promise<void> | undefined;
  private following: Promise<void> | undefined;

  constructor(private readonly options: LeaseOptions) {}

  check(nowMs: number, amount = 1): Allowance {
    const { limit } = this;
    if (!Number.isFinite(limit)) return UNLIMITED;
    const instances = this.options.instances();
    if (!this.options.store.isUp) {
      this.own.limit = Math.max(1, Math.floor(limit / instances));
      return { ...this.own.check(nowMs, amount), limit };
    }
    const known = this.fresh(nowMs);
    const room = known?.room ?? Math.max(0, limit / instances - this.own.usedAt(nowMs));
    const allowed = amount <= 0 || this.held >= amount || this.mayBorrow(nowMs, amount, room / instances);
    const remaining = Math.max(0, Math.floor(room + this.held));
    const resetMs = known === undefined ? 0 : Math.max(0, known.atMs + known.resetMs - nowMs);
    const waitMs = known === undefined ? 0 : known.atMs + known.waitMs - nowMs;
    return { allowed, limit, remaining, resetMs, retryAfterMs: allowed ? 0 : Math.max(1, waitMs) };
  }

  prepare(nowMs: number, amount: number): Promise<void> | undefined {
    const { store, instances } = this.options;
    if (amount <= 0 || !Number.isFinite(this.limit) || !store.isUp) return undefined;
    if (this.held >= amount || nowMs < this.shutUntilMs) return undefined;
    const known = this.fresh(nowMs);
    if (known !== undefined && this.mayBorrow(nowMs, amount, known.room / (PARTS * instances())))
      return undefined;
    return this.ask(amount);
  }

  add(nowMs: number, amount: number, takenMs = nowMs): void {
    if (amount === 0) return;
    this.own.add(nowMs, amount, takenMs);
    if (!Number.isFinite(this.limit)) return;
    this.usedAtMs = nowMs;
    if (amount < 0 || !this.options.store.isUp) {
      this.untold.add(amount < 0 ? takenMs : nowMs, amount);
      return;
    }
    this.held -= amount;
    this.pace.now += amount;
    if (this.held < this.step() / 2 && this.asking === undefined && nowMs >= this.shutUntilMs)
      void this.ask(0);
  }

  /** Four times a second: what is unused goes back, what is untold is told. */
  tick(nowMs: number): void {
    this.pace = { now: 0, before: this.pace.now };
    if (!this.options.store.isUp || this.asking !== undefined) return;
    if (nowMs - this.usedAtMs >= IDLE_MS) this.giveBack();
    if (this.held < 0 || this.untold.size > 0) void this.ask(0);
  }

  /** The store has lost what it knew: all that this process used is told anew. */
  tellAnew(nowMs: number): void {
    this.untold.clear();
    this.held = 0;
    this.known = undefined;
    for (const [ageS, amount] of this.own.seconds(nowMs)) this.untold.add(nowMs - ageS * 1_000, amount);
  }

  private fresh(nowMs: number): (Grant & { atMs: number }) | undefined {
    return this.known !== undefined && nowMs - this.known.atMs < FRESH_MS ? this.known : undefined;
  }

  private mayBorrow(nowMs: number, amount: number, most: number): boolean {
    return nowMs >= this.shutUntilMs && amount - Math.min(0, this.held) <= most;
  }

  /** As much as a quarter of a second needs. */
  private step(): number {
    return Math.max(1, this.pace.now, this.pace.before);
  }

  private giveBack(): void {
    if (this.held > 0 && this.known !== undefined) this.untold.add(this.known.atMs, -this.held);
    this.held = Math.min(0, this.held);
  }

  /** Resolves when the store has answered, or could not; never rejects. */
  private ask(want: number): Promise<void> {
    this.wanted += want;
    if (this.asking === undefined) return (this.asking = this.exchange());
    this.following ??= this.asking.then(() => {
      this.following = undefined;
      return (this.asking ??= this.exchange());
    });
    return this.following;
  }

  private async exchange(): Promise<void> {
    const { scope, store, monotonic, instances } = this.options;
    const want = this.wanted;
    this.wanted = 0;
    const askedMs = monotonic();
    if (this.held < 0) this.untold.add(askedMs, -this.held);
    this.held = Math.max(0, this.held);
    const telling = this.untold.take();
    const extra = askedMs - this.usedAtMs < IDLE_MS || want > 0 ? this.step() : 0;
    try {
      const told = this.untold.bySecond(telling, askedMs);
      const asking = { scope, limit: this.limit, want, extra, parts: PARTS * instances(), told };
      this.take(
        await store.exchange(asking, ({ granted }) => this.takeBack(granted, telling, askedMs)),
        want,
      );
    } catch {
      // Whether it was counted is not known: told twice is on the safe side, and put right should the answer come late.
      for (const [atMs, amount] of telling) this.untold.add(atMs, amount);
      this.giveBack();
      this.known = undefined;
    } finally {
      this.asking = undefined;
    }
  }
  private take(grant: Grant, want: number): void {
    const nowMs = this.options.monotonic();
    this.held += grant.granted;
    this.known = { ...grant, atMs: nowMs };
    this.untold.learnClock(grant.nowMs, nowMs);
    const isShut = grant.granted < want;
    this.shutUntilMs = isShut ? nowMs + Math.min(SHUT_MS, grant.waitMs) : Number.NEGATIVE_INFINITY;
  }

  /** It was granted and told all the same, too late for those who had waited. */
  private takeBack(granted: number, told: ReadonlyMap<number, number>, askedMs: number): void {
    this.untold.add(askedMs, -granted);
    for (const [atMs, amount] of told) this.untold.add(atMs, -amount);
  }
}
