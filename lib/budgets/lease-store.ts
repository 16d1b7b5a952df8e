import type { Pico } from '@/lib/pricing/money';
import type { ActiveBudget } from './active-budget';
import type { Window } from './window';

/** One change of a lease; amounts are absolute, and `seq` grows by one each time, so that a lost answer does no harm. */
export interface LeaseCall {
  windowId: string;
  leaseId: string;
  /** From 1. */
  seq: number;
  /** What the lease keeps of its grants so far. */
  keep: Pico;
  /** What is wanted on top. */
  need: Pico;
  /** The least that is of any use; less is not granted. */
  least: Pico;
  /** Whether to add a slice for what comes next, smaller when little is left. */
  slice: boolean;
}

export interface LeaseAnswer {
  granted: Pico;
  /** What is left for others to lease. */
  room: Pico;
  /** What other leases hold that is not on the books yet. */
  others: Pico;
  /** The lease is no more: it had expired and was swept. */
  lost: boolean;
}

/** Where leases are kept. Every method rejects when the database can't be reached. */
export interface LeaseStore {
  /** Id of the window of a budget, made when there is none. */
  open(budget: ActiveBudget, window: Window): Promise<string>;
  sync(call: LeaseCall): Promise<LeaseAnswer>;
  /** Prolongs leases; the ids of those that still exist. */
  renew(leaseIds: readonly string[]): Promise<Set<string>>;
}

/** A lease that is not prolonged for this long is swept. */
export const LEASE_TTL_MS = 300_000;
