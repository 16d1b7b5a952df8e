/** One request at work on an answer that others wait for. */
export class Flight<T> {
  /** Called when the last of those who wait has left. */
  onDeserted: (() => void) | undefined;
  private readonly seats = new Set<(outcome: T | undefined) => void>();
  private over = false;

  constructor(private readonly onLanded: () => void) {}

  /** How many wait for it now. */
  get waiting(): number {
    return this.seats.size;
  }

  /** Of the leader: what came of it, undefined when there is nothing to share. Only the first call counts. */
  land(outcome: T | undefined): void {
    if (this.over) return;
    this.over = true;
    // Before anybody wakes: the first of them to enter again leads.
    this.onLanded();
    for (const wake of this.seats) wake(outcome);
    this.seats.clear();
  }

  takeSeat(): Seat<T> {
    let wake: (outcome: T | undefined) => void = () => undefined;
    const outcome = new Promise<T | undefined>((resolve) => {
      wake = resolve;
    });
    this.seats.add(wake);
    return {
      outcome,
      leave: () => {
        if (!this.seats.delete(wake)) return;
        wake(undefined);
        if (this.seats.size === 0) this.onDeserted?.();
      },
    };
  }
}

/** A follower's place; `leave` ends its waiting at once, with undefined. */
export interface Seat<T> {
  outcome: Promise<T | undefined>;
  leave(): void;
}

/** Identical requests that are under way at once: the first leads, the others wait for its answer. */
export class Flights<T> {
  private readonly open = new Map<string, Flight<T>>();

  /** A flight of one's own where nobody leads yet, else a seat in the other's. */
  enter(key: string): { lead: Flight<T> } | { follow: Seat<T> } {
    const known = this.open.get(key);
    if (known !== undefined) return { follow: known.takeSeat() };
    const flight = new Flight<T>(() => this.open.delete(key));
    this.open.set(key, flight);
    return { lead: flight };
  }

  get size(): number {
    return this.open.size;
  }
}
