import type { RequestCompletion } from '@/lib/ledger/records';

/** Requests that may wait to be told of; more are left out and counted. */
const MAX_WAITING = 10_000;
/** Short: what waits is memory that lives on, and all of it is told of in one go, during which nobody else is served. */
const EVERY_MS = 10;

/**
 * Hands requests that are on the books to those who tell of them, a moment later and off the requests' own time.
 * What a listener throws is told to `onError` and touches nobody else.
 */
export class AfterRequests {
  /** Left out since the start, because too many were waiting. */
  dropped = 0;
  private waiting: RequestCompletion[] = [];
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly listeners: readonly ((done: RequestCompletion) => void)[],
    private readonly onError: (error: unknown) => void,
  ) {}

  take(done: RequestCompletion): void {
    if (this.listeners.length === 0) return;
    if (this.waiting.length >= MAX_WAITING) {
      this.dropped += 1;
      return;
    }
    this.waiting.push(done);
    this.timer ??= setTimeout(() => this.flush(), EVERY_MS);
  }

  /** Tells of all that waits, now. */
  flush(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    const told = this.waiting;
    this.waiting = [];
    for (const done of told)
      for (const listener of this.listeners) {
        try {
          listener(done);
        } catch (error) {
          this.onError(error);
        }
      }
  }
}
