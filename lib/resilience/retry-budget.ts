/** Share of the requests in flight that may be retries at one time. */
const SHARE = 0.2;
/** So many may be, however few requests there are. */
const MIN_RETRIES = 3;

/**
 * Bounds what retries add to the load of a provider that is already in trouble: at most 20 % of the requests in
 * flight, but never fewer than 3. A failover to another target is no retry.
 */
export class RetryBudget {
  private requests = 0;
  private retries = 0;
  private hedges = 0;

  enter(): void {
    this.requests += 1;
  }

  leave(): void {
    this.requests = Math.max(0, this.requests - 1);
  }

  /** True: retry, and give it back with {@link giveBack} when the retry has ended. */
  take(): boolean {
    if (this.retries >= Math.max(MIN_RETRIES, Math.floor(this.requests * SHARE))) return false;
    this.retries += 1;
    return true;
  }

  giveBack(): void {
    this.retries = Math.max(0, this.retries - 1);
  }

  /** The same for a second attempt beside the first; how many of these there may be is for lib/resilience/hedge.ts. */
  takeHedge(): boolean {
    if (!this.take()) return false;
    this.hedges += 1;
    return true;
  }

  giveBackHedge(): void {
    this.hedges -= 1;
    this.giveBack();
  }

  get requestsInFlight(): number {
    return this.requests;
  }

  get hedgesInFlight(): number {
    return this.hedges;
  }

  get retriesInFlight(): number {
    return this.retries;
  }
}
