import { type Clock, systemClock } from '@/lib/clock';
import type { Pico } from '@/lib/pricing/money';
import type { ActiveBudget } from './active-budget';
import { LeasedWindow, type Hold } from './leased-window';
import type { LeaseStore } from './lease-store';

/** Money held for one attempt in every hard budget that it counts towards. */
export interface Reservation {
  /** Ids of the leases, for the books. */
  readonly leases: readonly string[];
  /** The smallest amount held, USD in units of 1e-12. */
  readonly amount: Pico;
  /** Ends the reservation at what the attempt came to. Only the first call counts. */
  settle(actual: Pico): void;
}

export interface Budgets {
  /**
   * Holds between `least` and `want` in each budget, or in none. At once when it is leased already; otherwise a promise,
   * which rejects with GatewayError `budget_exceeded` or `overloaded`. `at`: when the request came, epoch ms.
   */
  reserve(
    budgets: readonly ActiveBudget[],
    at: number,
    want: Pico,
    least: Pico,
  ): Reservation | Promise<Reservation>;
  /** Somebody needs what is not in use of this window (its id). */
  recall(windowId: string): void;
  /** Gives back what is not in use, prolongs the rest. */
  tend(): Promise<void>;
  /** Gives back all that is free. */
  giveBack(): Promise<void>;
}

export interface BudgetsOptions {
  store: LeaseStore;
  clock?: Clock;
  /** How long a request may wait for money, ms. Default 250. */
  waitMs?: number;
  /** After so long without use a slice goes back, ms. Default one minute. */
  idleMs?: number;
}

/** The leases of this process. */
export function openBudgets(options: BudgetsOptions): Budgets {
  return new LeasedBudgets(options);
}

class LeasedBudgets implements Budgets {
  readonly #windows = new Map<string, LeasedWindow>();
  readonly #store: LeaseStore;
  readonly #clock: Clock;
  readonly #waitMs: number;
  readonly #idleMs: number;

  constructor({ store, clock = systemClock, waitMs = 250, idleMs = 60_000 }: BudgetsOptions) {
    this.#store = store;
    this.#clock = clock;
    this.#waitMs = waitMs;
    this.#idleMs = idleMs;
  }

  reserve(
    budgets: readonly ActiveBudget[],
    at: number,
    want: Pico,
    least: Pico,
  ): Reservation | Promise<Reservation> {
    const windows = budgets.map((budget) => this.#windowOf(budget, at));
    const holds: Hold[] = [];
    for (const window of windows) {
      const hold = window.tryReserve(want);
      if (hold === undefined) {
        release(holds);
        return this.#wait(windows, want, least);
      }
      holds.push(hold);
    }
    return reservationOf(holds);
  }

  recall(windowId: string): void {
    for (const window of this.#windows.values()) if (window.windowId === windowId) void window.giveBack();
  }

  async tend(): Promise<void> {
    const now = this.#clock.now();
    for (const [key, window] of this.#windows) {
      if (window.busy) continue;
      const over = window.window.endsAt <= now;
      if (over || window.idleMs >= this.#idleMs) await window.giveBack();
      if (over && window.held <= 0n) this.#windows.delete(key);
    }
    await this.#renew();
  }

  async giveBack(): Promise<void> {
    await Promise.all([...this.#windows.values()].map((window) => window.giveBack()));
  }

  async #renew(): Promise<void> {
    const leased = [...this.#windows.values()].filter((window) => window.hasLease);
    if (leased.length === 0) return;
    const askedMono = this.#clock.monotonic();
    const ids = leased.map(({ leaseId }) => leaseId);
    const alive = await this.#store.renew(ids);
    leased.forEach((window, index) => {
      const id = ids[index];
      if (id === undefined || id !== window.leaseId) return;
      if (alive.has(id)) window.renewed(askedMono);
      else window.forget();
    });
  }

  #windowOf(budget: ActiveBudget, at: number): LeasedWindow {
    const window = budget.windowAt(at);
    const key = `${budget.id}\n${budget.workspaceId}\n${budget.scope.kind}\n${budget.scope.value}\n${budget.period}\n${window.startsAt}`;
    let leased = this.#windows.get(key);
    if (leased === undefined) {
      leased = new LeasedWindow(budget, window, this.#store, this.#clock, { waitMs: this.#waitMs });
      this.#windows.set(key, leased);
    } else leased.rebudget(budget);
    return leased;
  }

  /** One after the other in the order of their ids, so that two requests never wait for each other. */
  async #wait(windows: readonly LeasedWindow[], want: Pico, least: Pico): Promise<Reservation> {
    const holds: Hold[] = [];
    let wanted = want;
    try {
      for (const window of windows) {
        const hold = window.tryReserve(wanted) ?? (await window.reserve(wanted, least));
        holds.push(hold);
        wanted = hold.amount;
      }
    } catch (error) {
      release(holds);
      throw error;
    }
    return reservationOf(holds.map((hold) => (hold.amount > wanted ? hold.shrink(wanted) : hold)));
  }
}

function release(holds: readonly Hold[]): void {
  for (const hold of holds) hold.settle(0n);
}

function reservationOf(holds: readonly Hold[]): Reservation {
  let open = true;
  return {
    leases: holds.map(({ leaseId }) => leaseId),
    amount: holds.reduce((least, { amount }) => (amount < least ? amount : least), holds[0]?.amount ?? 0n),
    settle(actual) {
      if (!open) return;
      open = false;
      for (const hold of holds) hold.settle(actual);
    },
  };
}
