export interface KeepAliveTimes {
  /** Longest silence towards the client, ms. */
  everyMs: number;
  /** From when on a client that has had nothing yet gets headers and comments, ms from the attempt's start. */
  commitAfterMs: number;
}

/** Proxies and clients cut a connection that is silent for a minute. */
export const KEEP_ALIVE_TIMES: KeepAliveTimes = { everyMs: 15_000, commitAfterMs: 45_000 };

/**
 * The first comment commits the answer's headers, and from then on no other target can take over. So a client that has
 * had nothing yet gets none where falling over is near: only at a provider that is given more than a minute for its
 * first content.
 */
export function timesFor(times: KeepAliveTimes, firstContentMs: number): KeepAliveTimes {
  const isPatient = firstContentMs > times.commitAfterMs + times.everyMs;
  return isPatient ? times : { ...times, commitAfterMs: Number.POSITIVE_INFINITY };
}

export const KEEP_ALIVE_COMMENT = ': keep-alive\n\n';

/** Calls `beat` for each stretch of silence. One timer, which costs nothing while there is traffic. */
export class KeepAlive {
  private timer: NodeJS.Timeout | undefined;
  private silent = true;
  private readonly commitAt: number;

  constructor(
    private readonly times: KeepAliveTimes,
    private readonly now: () => number,
    private readonly beat: (mayCommit: boolean) => void,
  ) {
    this.commitAt = now() + times.commitAfterMs;
    this.timer = setInterval(() => this.onTick(), times.everyMs);
    this.timer.unref();
  }

  /** Something went out to the client. */
  wrote(): void {
    this.silent = false;
  }

  stop(): void {
    clearInterval(this.timer);
    this.timer = undefined;
  }

  private onTick(): void {
    if (this.silent) this.beat(this.now() >= this.commitAt);
    this.silent = true;
  }
}
