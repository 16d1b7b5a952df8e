import { GatewayError } from '@/lib/errors/gateway-error';

export interface LoadLimits {
  /** Requests at once in this process; below what file descriptors allow, two for each. */
  maxRequests: number;
  /** Share of them that one team may hold, once a quarter is in use. */
  teamShare: number;
  /** Bodies of requests under way, bytes. */
  maxBytes: number;
  /** Answers that go on for the books alone, their clients having left. */
  maxDrains: number;
  /** Delay of the event loop from which on new requests are turned away, ms. */
  maxLagMs: number;
}

export const LOAD_LIMITS: LoadLimits = Object.freeze({
  maxRequests: 4_000,
  teamShare: 0.75,
  maxBytes: 512 * 1024 * 1024,
  maxDrains: 200,
  maxLagMs: 1_000,
});

const LAG_EVERY_MS = 250;

/** Of a request that was let in. */
export class Place {
  constructor(
    private readonly load: Load,
    private readonly team: string,
    private bytes: number,
  ) {}

  /** Its body is so large as it turns out. */
  holds(bytes: number): void {
    this.load.grow(bytes - this.bytes);
    this.bytes = bytes;
  }

  /** Called once at its end. */
  leave(): void {
    this.load.leave(this.team, this.bytes);
  }
}

export interface Running {
  /** Ends it in good order: an error frame for what has begun, an error for what has not. */
  cut(): void;
  /** Its index among those that run; kept by {@link Load}. */
  index?: number | undefined;
}

/** What this process carries, and what it turns away early and cheaply when that is too much. */
export class Load {
  /** Not a Set: each of its rehashed tables outlives the next one, and takes all that runs into the old generation. */
  private readonly running: Running[] = [];
  private readonly teams = new Map<string, number>();
  private requests = 0;
  private bytes = 0;
  private drains = 0;
  private lagMs = 0;
  private leaving = false;
  private stopping = false;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly limits: LoadLimits = LOAD_LIMITS) {}

  /** Watches the event loop. */
  watch(now: () => number): void {
    let expected = now() + LAG_EVERY_MS;
    this.timer = setInterval(() => {
      this.lagMs = Math.max(0, now() - expected);
      expected = now() + LAG_EVERY_MS;
    }, LAG_EVERY_MS);
    this.timer.unref();
  }

  /** Lets a request in. `expectedBytes`: what its body may need. Throws GatewayError `overloaded`. */
  enter(team: string, expectedBytes: number): Place {
    const held = this.teams.get(team) ?? 0;
    const { maxRequests, teamShare, maxBytes, maxLagMs } = this.limits;
    if (this.stopping) throw full('This gateway is stopping.');
    if (this.requests >= maxRequests) throw full('Too many requests are under way.');
    if (this.requests >= maxRequests / 4 && held >= maxRequests * teamShare)
      throw full('Too many requests of this team are under way.');
    if (this.bytes + expectedBytes > maxBytes && this.requests > 0)
      throw full('Too much is being sent at once.');
    if (this.lagMs > maxLagMs && this.requests > 0) throw full('This gateway is overloaded.');
    this.requests += 1;
    this.bytes += expectedBytes;
    this.teams.set(team, held + 1);
    return new Place(this, team, expectedBytes);
  }

  /** For {@link Place} alone. */
  grow(bytes: number): void {
    this.bytes += bytes;
  }

  /** For {@link Place} alone. */
  leave(team: string, bytes: number): void {
    this.requests -= 1;
    this.bytes -= bytes;
    const left = (this.teams.get(team) ?? 1) - 1;
    if (left > 0) this.teams.set(team, left);
    else this.teams.delete(team);
  }

  /** True: an answer may go on without its client; {@link leaveDrain} when it has ended. */
  enterDrain(): boolean {
    if (this.stopping || this.drains >= this.limits.maxDrains) return false;
    this.drains += 1;
    return true;
  }

  leaveDrain(): void {
    this.drains -= 1;
  }

  add(running: Running): void {
    running.index = this.running.push(running) - 1;
  }

  remove(running: Running): void {
    const { index } = running;
    if (index === undefined) return;
    running.index = undefined;
    const last = this.running.pop();
    if (last === undefined || last === running) return;
    this.running[index] = last;
    last.index = index;
  }

  /** Says that requests should go elsewhere; those that come are served. */
  announceStop(): void {
    this.leaving = true;
  }

  /** No more requests. */
  stop(): void {
    this.leaving = true;
    this.stopping = true;
    clearInterval(this.timer);
  }

  /** Ends whatever still runs. */
  cutAll(): void {
    for (const running of [...this.running]) running.cut();
  }

  get view(): { requests: number; bytes: number; drains: number; lagMs: number; stopping: boolean } {
    const { requests, bytes, drains, lagMs, stopping } = this;
    return { requests, bytes, drains, lagMs, stopping };
  }

  /** Why no more should be sent here; empty when all is well. */
  get problems(): string[] {
    const problems: string[] = [];
    if (this.leaving) problems.push('stopping');
    if (this.requests >= this.limits.maxRequests) problems.push('too many requests under way');
    if (this.lagMs > this.limits.maxLagMs) problems.push('event loop is late');
    return problems;
  }
}

function full(message: string): GatewayError {
  return new GatewayError('overloaded', message, { retryAfterS: 1 });
}
