import { Breaker, BREAKER_DEFAULTS, type Admission, type BreakerSettings } from '@/lib/resilience/breaker';
import { NOT_CONNECTED, problemOf } from './problem-of';

const DEADLINE_MS = 50;

/** Three calls in a row, or half of at least twenty in ten seconds; then nobody but the beat asks. */
const SETTINGS: BreakerSettings = {
  ...BREAKER_DEFAULTS,
  consecutiveFailures: 3,
  windowMs: 10_000,
  holdMs: 400,
  maxHoldMs: 4_000,
  probes: 1,
  panicCalls: 0,
};
const NORMAL: Admission = { kind: 'normal' };

/** The shared store is away, or was too slow: decide without it. */
export class LinkDownError extends Error {}

interface LinkOptions {
  monotonic: () => number;
  /** Told of each change: what is wrong, or undefined when all is well again. */
  onChange: (problem: string | undefined) => void;
  deadlineMs?: number;
}

/**
 * The way to the shared store. Each call ends within the deadline, and none is made while the store is away: it is down
 * until a beat has gone through, which is tried at growing intervals. Never throws but {@link LinkDownError}.
 */
export class Link<Client> {
  readonly calls = { ok: 0, failed: 0, late: 0, refused: 0 };
  private readonly breaker = new Breaker(SETTINGS);
  private up = false;
  private why = 'not connected yet';
  /** Why there is no connection, as the connection itself says. */
  private connection: string | undefined;

  constructor(
    private readonly client: Client,
    private readonly options: LinkOptions,
  ) {}

  get isUp(): boolean {
    return this.up;
  }

  /** Undefined: all is well. Never anything secret. */
  get problem(): string | undefined {
    return this.up ? undefined : this.why;
  }

  /** Of the connection: commands only know that there is none. */
  hearOf(error: unknown): void {
    this.connection = problemOf(error);
  }

  /**
   * Rejects with {@link LinkDownError} when there is no answer in time, or none is hoped for. `onLate`: told of one that
   * comes afterwards, since what was asked has been done then.
   */
  ask<T>(command: (client: Client) => Promise<T>, onLate?: (answer: T) => void): Promise<T> {
    if (this.up) return this.call(command, NORMAL, onLate);
    this.calls.refused += 1;
    return Promise.reject(new LinkDownError(this.why));
  }

  /** The call that finds out whether the store is there; the only one that is made while it is away. Undefined: it is not. */
  async beat<T>(command: (client: Client) => Promise<T>): Promise<T | undefined> {
    const admission = this.breaker.admit(this.options.monotonic());
    if (admission === undefined) return undefined;
    try {
      const answer = await this.call(command, admission);
      this.turn(this.breaker.view(this.options.monotonic()).kind === 'closed');
      return answer;
    } catch {
      return undefined;
    }
  }

  private async call<T>(
    command: (client: Client) => Promise<T>,
    admission: Admission,
    onLate?: (answer: T) => void,
  ): Promise<T> {
    try {
      const answer = await this.inTime(command(this.client), onLate);
      this.calls.ok += 1;
      this.connection = undefined;
      this.breaker.record(this.options.monotonic(), admission, 'success');
      return answer;
    } catch (error) {
      const isLate = error instanceof LinkDownError;
      this.calls[isLate ? 'late' : 'failed'] += 1;
      this.why = isLate ? 'no answer in time' : this.problemWith(error);
      const nowMs = this.options.monotonic();
      this.breaker.record(nowMs, admission, 'failure');
      if (this.breaker.view(nowMs).kind !== 'closed') this.turn(false);
      throw isLate ? error : new LinkDownError(this.why);
    }
  }

  private problemWith(error: unknown): string {
    const said = problemOf(error);
    return said === NOT_CONNECTED ? (this.connection ?? said) : said;
  }

  private inTime<T>(work: Promise<T>, onLate: ((answer: T) => void) | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      let isLate = false;
      const giveUp = () => {
        isLate = true;
        reject(new LinkDownError('no answer in time'));
      };
      // After the sockets were read once more: what lies there has come in time, and it was we who were late.
      const timer = setTimeout(() => setImmediate(giveUp), this.options.deadlineMs ?? DEADLINE_MS);
      work
        .then((answer) => (isLate ? onLate?.(answer) : resolve(answer)), reject)
        .finally(() => clearTimeout(timer));
    });
  }

  private turn(isUp: boolean): void {
    if (this.up === isUp) return;
    this.up = isUp;
    this.options.onChange(this.problem);
  }
}
