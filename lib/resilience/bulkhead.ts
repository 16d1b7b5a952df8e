export interface BulkheadSettings {
  /** Calls at once. */
  limit: number;
  /** Calls of each group that may wait; more are refused at once. */
  maxQueued: number;
}

/** A place in the queue; `cancel` leaves it. */
export interface Ticket {
  cancel(): void;
}

export type Entry = { kind: 'entered' } | { kind: 'queued'; ticket: Ticket } | { kind: 'full' };

interface Waiting {
  enter: () => void;
}

/**
 * Bounds the calls at once, with a fair queue: groups (teams) take turns, so that one noisy group waits behind its
 * own calls and not in front of the others'. Who has entered must leave exactly once.
 */
export class Bulkhead {
  private inside = 0;
  /** Groups in the order of their turns; a group is here only while it waits. */
  private readonly queues = new Map<string, Set<Waiting>>();

  constructor(public settings: BulkheadSettings) {}

  /** `onEnter` is called later, once, when the answer is `queued` and the turn comes. */
  enter(group: string, onEnter: () => void): Entry {
    if (this.inside < this.settings.limit) {
      this.inside += 1;
      return { kind: 'entered' };
    }
    const queue = this.queues.get(group) ?? new Set<Waiting>();
    if (queue.size >= this.settings.maxQueued) return { kind: 'full' };
    const waiting: Waiting = { enter: onEnter };
    queue.add(waiting);
    this.queues.set(group, queue);
    return { kind: 'queued', ticket: { cancel: () => this.cancel(group, waiting) } };
  }

  leave(): void {
    if (this.inside > this.settings.limit) {
      this.inside -= 1;
      return;
    }
    const next = this.takeNext();
    if (next === undefined) this.inside = Math.max(0, this.inside - 1);
    else next.enter();
  }

  get inFlight(): number {
    return this.inside;
  }

  get queued(): number {
    let sum = 0;
    for (const queue of this.queues.values()) sum += queue.size;
    return sum;
  }

  private cancel(group: string, waiting: Waiting): void {
    const queue = this.queues.get(group);
    queue?.delete(waiting);
    if (queue?.size === 0) this.queues.delete(group);
  }

  private takeNext(): Waiting | undefined {
    for (const [group, queue] of this.queues) {
      const [first] = queue;
      this.queues.delete(group);
      if (first === undefined) continue;
      queue.delete(first);
      // To the end of the line: the other groups come first now.
      if (queue.size > 0) this.queues.set(group, queue);
      return first;
    }
    return undefined;
  }
}
