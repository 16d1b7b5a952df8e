import { randomUUID } from 'node:crypto';
import type { Clock } from '@/lib/clock';
import type { ActiveBudget } from './active-budget';
import { LEASE_TTL_MS, type LeaseAnswer, type LeaseCall, type LeaseStore } from './lease-store';
import { Slice } from './slice';
import type { Window } from './window';

/** Spent from no longer by us, before others may take it for abandoned. */
const MARGIN_MS = 15_000;

/** The lease of this process on one window: its slice in memory, and one change in the store at a time. */
export class Lease {
  #id = randomUUID();
  #slice = new Slice();
  #seq = 0;
  #validUntil = -Infinity;
  #windowId: string | undefined;
  #stale = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly store: LeaseStore,
    private readonly clock: Clock,
    private readonly budget: () => ActiveBudget,
    private readonly window: Window,
  ) {}

  get id(): string {
    return this.#id;
  }
  get slice(): Slice {
    return this.#slice;
  }
  get windowId(): string | undefined {
    return this.#windowId;
  }

  /** The store has heard of it. */
  get isKnown(): boolean {
    return this.#seq > 0;
  }

  /** False once the lease may have been swept: then it has to be changed or renewed before it is spent from. */
  isValid(): boolean {
    return this.clock.monotonic() < this.#validUntil;
  }

  renewed(atMono: number): void {
    this.#validUntil = atMono + LEASE_TTL_MS - MARGIN_MS;
  }

  /** The window has to be opened again, for the limit is another. */
  reopen(): void {
    this.#stale = true;
  }

  /** The lease is no more. What is reserved in it is settled there, and comes to the books without it. */
  startAnew(): void {
    this.#id = randomUUID();
    this.#slice = new Slice();
    this.#seq = 0;
    this.#validUntil = -Infinity;
  }

  /**
   * Changes the lease in the store once the changes before it are through; `decide` says then what for, undefined: no
   * more needed. Grants are in the slice when this resolves. Rejects when the store does, or when the lease was lost.
   */
  exchange(
    decide: () => Pick<LeaseCall, 'need' | 'least' | 'slice'> | undefined,
  ): Promise<LeaseAnswer | undefined> {
    const turn = this.#turn.then(() => this.#exchange(decide));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async #exchange(
    decide: () => Pick<LeaseCall, 'need' | 'least' | 'slice'> | undefined,
  ): Promise<LeaseAnswer | undefined> {
    const wanted = decide();
    if (wanted === undefined) return undefined;
    const askedMono = this.clock.monotonic();
    const slice = this.#slice;
    const windowId = await this.#open();
    this.#seq += 1;
    const answer = await this.store.sync({
      windowId,
      leaseId: this.#id,
      seq: this.#seq,
      keep: slice.granted,
      ...wanted,
    });
    if (answer.lost) {
      this.startAnew();
      throw new Error('a budget lease was lost');
    }
    slice.grant(answer.granted);
    this.renewed(askedMono);
    return answer;
  }

  async #open(): Promise<string> {
    if (this.#windowId !== undefined && !this.#stale) return this.#windowId;
    this.#stale = false;
    try {
      return (this.#windowId = await this.store.open(this.budget(), this.window));
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }
}
