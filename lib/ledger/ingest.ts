import type pg from 'pg';
import { sessionUrl } from '@/lib/database/session-url';
import { keepTrying } from './ingest/keep-trying';
import { tryLock } from './ingest/lock';
import { pause } from './ingest/pause';
import { IngestSession } from './ingest/session';
import type { OnBooked, Stored } from './ingest/store-batch';
import { directoryId } from './log/directory-id';

const POLL_MS = 100;
const LOCK_RETRY_MS = 1_000;

export interface IngestOptions {
  databaseUrl: string;
  /** Where the segments are: `<dataDir>/ledger`. */
  directory: string;
  /** Told of each request once it is new on the books; must not throw. */
  onBooked?: OnBooked;
  /** Each failure, before the pause that follows it. Logged whether or not this is given. */
  onError?: (error: unknown) => void;
  /** False: do not wait for the lock of the directory. Safe, since rows decide; wasteful as a habit. */
  exclusive?: boolean;
}

export interface Ingest {
  /** Resolves when everything readable now is in the database, through outages and the wait for the lock; rejects when closed. */
  idle(): Promise<void>;
  /** Stops after the batch under way. What is left in the log is taken up by the next ingester. */
  close(): Promise<void>;
  /** New on the books since the start. */
  stored(): Readonly<Stored>;
  /** Since everything readable was in the database, ms; undefined until it was once. */
  lagMs(): number | undefined;
}

interface Waiter {
  resolve: () => void;
  reject: (error: Error) => void;
}

/**
 * Follows the logs of all processes that write into `directory` and puts them on the books, each record exactly once.
 * One ingester at a time works on a directory; others wait to take over. Never throws: it waits and tries again.
 *
 * Rows are immutable: should the completion of a request arrive that was settled as an orphan (its process was taken for
 * dead and was not), the orphan stays and the completion changes nothing.
 */
export function startIngest(options: IngestOptions): Ingest {
  const ingester = new Ingester(options);
  const running = ingester.run();
  return {
    idle: () => ingester.idle(),
    stored: () => ingester.stored,
    lagMs: () => ingester.lagMs(),
    close: async () => {
      ingester.abort();
      await running;
    },
  };
}

class Ingester {
  readonly stored: Stored = { requests: 0, attempts: 0, deadLetters: 0 };
  readonly #options: IngestOptions;
  readonly #closing = new AbortController();
  readonly #waiting = new Set<Waiter>();
  #caughtUpMono: number | undefined;

  constructor(options: IngestOptions) {
    this.#options = options;
  }

  async run(): Promise<void> {
    const { databaseUrl, onError } = this.#options;
    await keepTrying(
      sessionUrl(databaseUrl),
      this.#closing.signal,
      (client, healthy) => this.#work(client, healthy),
      onError,
    );
    for (const waiter of this.#waiting) waiter.reject(new Error('ingestion was closed'));
  }

  abort(): void {
    this.#closing.abort();
  }

  lagMs(): number | undefined {
    return this.#caughtUpMono === undefined ? undefined : performance.now() - this.#caughtUpMono;
  }

  idle(): Promise<void> {
    if (this.#closing.signal.aborted) return Promise.reject(new Error('ingestion was closed'));
    return new Promise((resolve, reject) => void this.#waiting.add({ resolve, reject }));
  }

  async #work(client: pg.Client, healthy: () => void): Promise<void> {
    const { signal } = this.#closing;
    if (this.#options.exclusive !== false) {
      const id = await directoryId(this.#options.directory);
      while (!signal.aborted && !(await tryLock(client, id))) await pause(LOCK_RETRY_MS, signal);
    }
    const { directory, onBooked } = this.#options;
    const session = new IngestSession(client, directory, (stored) => this.#count(stored), onBooked);
    while (!signal.aborted) {
      // Only who waited before the first of these passes knows that they saw all of theirs.
      const served = [...this.#waiting];
      let more = true;
      while (more && !signal.aborted) more = await session.pass();
      if (more) return;
      healthy();
      this.#caughtUpMono = performance.now();
      for (const waiter of served) {
        this.#waiting.delete(waiter);
        waiter.resolve();
      }
      if (this.#waiting.size === 0) await pause(POLL_MS, signal);
    }
  }

  #count(stored: Stored): void {
    this.stored.requests += stored.requests;
    this.stored.attempts += stored.attempts;
    this.stored.deadLetters += stored.deadLetters;
  }
}
