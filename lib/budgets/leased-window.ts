import type { Clock } from '@/lib/clock';
import type { Pico } from '@/lib/pricing/money';
import type { ActiveBudget } from './active-budget';
import { Lease } from './lease';
import type { LeaseAnswer, LeaseStore } from './lease-store';
import { budgetExceeded, budgetUnavailable } from './refusal';
import { SleepUntilWoken } from './sleep-until-woken';
import { WaitingLine, type Waiter } from './waiting-line';
import type { Window } from './window';

/** Money of one lease that an attempt may come to; the rest goes back when it is settled. */
export interface Hold {
  readonly leaseId: string;
  readonly amount: Pico;
  /** Once only. */
  settle(actual: Pico): void;
  /** Keeps less; what is above is free again. */
  shrink(amount: Pico): Hold;
}

export interface LeaseTerms {
  /** How long a request may wait for money, ms. */
  waitMs: number;
}

/** A refusal is remembered for so long when nobody holds anything that could come back. */
const DRY_MS = 1_000;
/** A refusal of late waiters is good for those behind them for so long. */
const FRESH_MS = 20;
/** A database that is slow is waited for, for longer than for money; one that hangs is not. */
const STORE_PATIENCE_MS = 2_000;
const FAILED_MS = 100;
const FIRST_PAUSE_MS = 8;
const LONGEST_PAUSE_MS = 64;
/** Little is left below a twentieth of the limit: then nothing is held back as a slice. */
const SCARCE_DIVISOR = 20n;
/** At most a fiftieth of the limit is asked for beyond what the first in line needs. */
const ASK_DIVISOR = 50n;

/** One budget in one window, as this process may spend of it. */
export class LeasedWindow {
  readonly #line = new WaitingLine();
  readonly #nap = new SleepUntilWoken();
  readonly #lease: Lease;
  #lastUse: number;
  #lowWater: Pico = 0n;
  #scarce = false;
  #refusal = { at: -Infinity, room: 0n, final: false };
  #failedAt = -Infinity;
  #working = false;
  #returning = false;

  constructor(
    public budget: ActiveBudget,
    readonly window: Window,
    store: LeaseStore,
    private readonly clock: Clock,
    private readonly terms: LeaseTerms,
  ) {
    this.#lease = new Lease(store, clock, () => this.budget, window);
    this.#lastUse = clock.monotonic();
  }

  get windowId(): string | undefined {
    return this.#lease.windowId;
  }
  get leaseId(): string {
    return this.#lease.id;
  }
  /** Something is reserved or waits. */
  get busy(): boolean {
    return this.#lease.slice.reserved > 0n || this.#line.length > 0;
  }
  get held(): Pico {
    return this.#lease.slice.free + this.#lease.slice.reserved;
  }
  get idleMs(): number {
    return this.clock.monotonic() - this.#lastUse;
  }

  /** At once, from what is leased already; undefined when that is not enough, or others wait. */
  tryReserve(amount: Pico): Hold | undefined {
    if (this.#line.length > 0) return undefined;
    return this.#hold(amount);
  }

  /** Waits for money, at most as long as the terms say. Rejects with GatewayError `budget_exceeded` or `overloaded`. */
  reserve(want: Pico, least: Pico): Promise<Hold> {
    const at = this.clock.monotonic();
    if (this.#refusal.final && this.#isRefused(least, at, DRY_MS)) return Promise.reject(this.#exceeded());
    return new Promise((resolve, reject) => {
      this.#line.add({ want, least, deadline: at + this.terms.waitMs, resolve, reject });
      void this.#work();
    });
  }

  /** The configuration changed: other limits may hold. */
  rebudget(budget: ActiveBudget): void {
    if (budget === this.budget) return;
    this.budget = budget;
    this.#lease.reopen();
    this.#refusal = { at: -Infinity, room: 0n, final: false };
    void this.giveBack();
  }

  /** Gives back what is free, unless somebody here waits for it. Never rejects: the next change says it again. */
  async giveBack(): Promise<void> {
    if (this.#returning) return;
    this.#returning = true;
    try {
      await this.#lease.exchange(() => {
        if (this.#line.length > 0 || this.#lease.slice.takeFree() === 0n) return undefined;
        return { need: 0n, least: 0n, slice: false };
      });
    } catch {
      // The amounts are absolute: whatever comes next tells what is kept.
    } finally {
      this.#returning = false;
    }
  }

  /** Something was granted, and is to be prolonged. */
  get hasLease(): boolean {
    return this.#lease.isKnown;
  }
  renewed(atMono: number): void {
    this.#lease.renewed(atMono);
  }
  /** The lease was swept. */
  forget(): void {
    this.#lease.startAnew();
  }

  #hold(amount: Pico): Hold | undefined {
    const { id, slice } = this.#lease;
    if (!this.#lease.isValid() || !slice.reserve(amount)) return undefined;
    this.#lastUse = this.clock.monotonic();
    if (!this.#scarce && slice.free < this.#lowWater) this.#refill();
    return this.#holdOf(id, slice, amount);
  }

  #holdOf(leaseId: string, slice: Lease['slice'], amount: Pico): Hold {
    return {
      leaseId,
      amount,
      settle: (actual) => {
        slice.settle(amount, actual);
        this.#afterSettle();
      },
      shrink: (less) => {
        slice.settle(amount - less, 0n);
        this.#afterSettle();
        return this.#holdOf(leaseId, slice, less);
      },
    };
  }

  /** What may lie here unused: much is left for others, and this is little of it. */
  get #keepable(): Pico {
    return this.#scarce ? 0n : this.budget.limit / SCARCE_DIVISOR;
  }

  #afterSettle(): void {
    this.#lastUse = this.clock.monotonic();
    if (this.#line.length > 0) this.#nap.wake();
    else if (this.#lease.slice.free > this.#keepable) setImmediate(() => void this.giveBack());
  }

  #refill(): void {
    // Whoever fails here fails again, and then waits for it, when the slice is empty.
    this.#lowWater = 0n;
    this.#lease
      .exchange(() => ({ need: 0n, least: 0n, slice: true }))
      .then(
        (answer) => answer !== undefined && this.#note(answer),
        () => undefined,
      );
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    try {
      await this.#serveLine();
    } catch (cause) {
      // Whatever it is, nobody may wait for it, nor those who come next.
      for (let first = this.#line.first; first !== undefined; first = this.#line.first)
        this.#line.refuse(first, budgetUnavailable(this.budget, cause));
    } finally {
      this.#working = false;
    }
    if (this.#scarce) await this.giveBack();
  }

  async #serveLine(): Promise<void> {
    let pauseMs = FIRST_PAUSE_MS;
    for (let first = this.#line.first; first !== undefined; first = this.#line.first) {
      if (this.#serve(first)) continue;
      const late = this.clock.monotonic() >= first.deadline;
      const outcome = await this.#askFor(first, late);
      if (outcome === 'granted') pauseMs = FIRST_PAUSE_MS;
      if (outcome === 'granted' || this.#serve(first)) continue;
      if (outcome === 'hopeless' || (late && outcome === 'refused'))
        this.#line.refuse(first, this.#exceeded());
      else if (late) this.#line.refuse(first, budgetUnavailable(this.budget));
      else {
        await this.#nap.sleep(Math.min(pauseMs, Math.max(0, first.deadline - this.clock.monotonic())));
        pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS);
      }
    }
  }

  /** All that it wants; when it has waited long enough, as much as there is. */
  #serve(waiter: Waiter): boolean {
    const { free } = this.#lease.slice;
    const late = this.clock.monotonic() >= waiter.deadline;
    const amount = free >= waiter.want ? waiter.want : late && free >= waiter.least ? free : undefined;
    const hold = amount === undefined ? undefined : this.#hold(amount);
    if (hold === undefined) return false;
    this.#line.serve(waiter, hold);
    return true;
  }

  async #askFor(waiter: Waiter, late: boolean): Promise<'granted' | 'refused' | 'hopeless' | 'failed'> {
    const least = late ? waiter.least : waiter.want;
    const { slice } = this.#lease;
    // Those behind one who waited for the database in vain do not wait for it one after the other.
    if (late && this.clock.monotonic() - this.#failedAt < FAILED_MS) return 'failed';
    if (late && this.#isRefused(least, this.clock.monotonic(), FRESH_MS)) return 'refused';
    const asked = this.#lease
      .exchange(() => {
        const deficit = max(least - slice.free, 1n);
        const all = this.#line.wanted - slice.free;
        const need = max(waiter.want - slice.free, deficit, min(all, this.budget.limit / ASK_DIVISOR));
        return { need, least: deficit, slice: true };
      })
      .catch(() => undefined);
    const answer = await this.#nap.orTimeout(asked, STORE_PATIENCE_MS);
    if (answer === undefined) {
      this.#failedAt = this.clock.monotonic();
      return 'failed';
    }
    this.#note(answer);
    if (answer.granted > 0n) return 'granted';
    const final = answer.others === 0n && slice.reserved === 0n;
    this.#refusal = { at: this.clock.monotonic(), room: answer.room, final };
    if (!final) return 'refused';
    // Nothing can come back: what is left is all that there will be.
    return waiter.least > max(answer.room, 0n) + slice.free ? 'hopeless' : this.#takeRest(waiter);
  }

  #takeRest(waiter: Waiter): 'refused' {
    waiter.deadline = this.clock.monotonic();
    return 'refused';
  }

  #note({ granted, room }: LeaseAnswer): void {
    this.#lowWater = granted / 4n;
    this.#scarce = room < this.budget.limit / SCARCE_DIVISOR;
  }

  #isRefused(least: Pico, at: number, forMs: number): boolean {
    const { free } = this.#lease.slice;
    return at - this.#refusal.at < forMs && least > max(this.#refusal.room, 0n) + max(free, 0n);
  }

  #exceeded() {
    return budgetExceeded(this.budget, this.window, this.clock.now());
  }
}

function max(...amounts: Pico[]): Pico {
  return amounts.reduce((largest, amount) => (amount > largest ? amount : largest));
}

function min(a: Pico, b: Pico): Pico {
  return a < b ? a : b;
}
