import type { Limits } from '@/lib/config/snapshot/snapshot';
import { Bulkhead, type Entry } from '@/lib/resilience/bulkhead';
import type { MinuteLimit } from '@/lib/resilience/minute-limit';
import { SlidingWindow } from '@/lib/resilience/sliding-window';
import { targetName, type Target } from '@/lib/routing/select-targets';

/** Requests of one team that may wait for a target; more fail over at once. */
const MAX_QUEUED = 100;

/** How much of a limit is used; limits that are not set are absent. */
export interface LimitsUsed {
  rpm?: { used: number; limit: number };
  tpm?: { used: number; limit: number };
  concurrent?: { used: number; limit: number };
}

export type Room = { kind: 'room' } | { kind: 'limited'; untilMs: number } | { kind: 'busy'; scope: string };

interface Use {
  requests: MinuteLimit;
  tokens: MinuteLimit;
  calls: Bulkhead;
}

type Scope = readonly [name: string, limits: Limits];

const NO_SCOPES: readonly Scope[] = [];
const ROOM: Room = { kind: 'room' };

/** The limits that hold for a target: its own and its provider's. */
function scopesOf(target: Target): readonly Scope[] {
  const { limits, provider } = target;
  const own = limits !== undefined && isLimited(limits);
  if (!own && !isLimited(provider)) return NO_SCOPES;
  const scopes: Scope[] = [];
  if (own) scopes.push([targetName(target), limits]);
  if (isLimited(provider)) scopes.push([`provider ${provider.id}`, provider]);
  return scopes;
}

function isLimited({ rpm, tpm, maxConcurrent }: Limits): boolean {
  return rpm !== undefined || tpm !== undefined || maxConcurrent !== undefined;
}

/** What may be asked of targets and providers: requests and tokens a minute, and calls at once of this process. */
export class TargetLimits {
  private readonly uses = new Map<string, Use>();

  /** `newLimit`: how much of a limit is used; absent: what this process knows. */
  constructor(private readonly newLimit: (scope: string) => MinuteLimit = () => new SlidingWindow(0)) {}

  /** Takes a request, its tokens and a place in each scope, or nothing. `held`: a scope whose place was waited for. */
  enter(nowMs: number, target: Target, tokens: number, held?: string): Room {
    const scopes = scopesOf(target);
    if (scopes.length === 0) return ROOM;
    const room = this.check(nowMs, target, tokens, held);
    if (room.kind !== 'room') {
      if (held !== undefined) this.uses.get(held)?.calls.leave();
      return room;
    }
    for (const [name, limits] of scopes) {
      const use = this.useOf(name, limits);
      use.requests.add(nowMs, 1);
      use.tokens.add(nowMs, tokens);
      if (name !== held) use.calls.enter('', () => undefined);
    }
    return ROOM;
  }

  /** Whether there is room in each scope, without taking any. */
  check(nowMs: number, target: Target, tokens: number, held?: string): Room {
    for (const [name, limits] of scopesOf(target)) {
      const { requests, tokens: spent, calls } = this.useOf(name, limits);
      const rates = [requests.check(nowMs, 1), spent.check(nowMs, tokens)];
      const waitMs = Math.max(...rates.map(({ retryAfterMs }) => retryAfterMs));
      if (waitMs > 0) return { kind: 'limited', untilMs: nowMs + waitMs };
      if (name !== held && calls.inFlight >= calls.settings.limit) return { kind: 'busy', scope: name };
    }
    return ROOM;
  }

  /** Waits in line for a place in a busy scope, in turns among the teams. */
  queue(scope: string, team: string, onEnter: () => void): Entry {
    return this.uses.get(scope)?.calls.enter(team, onEnter) ?? { kind: 'full' };
  }

  /** A place that was waited for and is not needed. */
  giveBack(scope: string): void {
    this.uses.get(scope)?.calls.leave();
  }

  leave(target: Target): void {
    for (const [name] of scopesOf(target)) this.uses.get(name)?.calls.leave();
  }

  /** What is used of each limit, by `provider/model` and by provider. For looking at, not for deciding. */
  *used(nowMs: number): Generator<readonly [name: string, used: LimitsUsed]> {
    for (const [name, { requests, tokens, calls }] of this.uses) {
      const part = (limit: number, used: number) => (Number.isFinite(limit) ? { used, limit } : undefined);
      const taken = (window: MinuteLimit) => window.limit - window.check(nowMs, 0).remaining;
      const rpm = part(requests.limit, taken(requests));
      const tpm = part(tokens.limit, taken(tokens));
      const concurrent = part(calls.settings.limit, calls.inFlight);
      yield [name.replace(/^provider /, ''), { rpm, tpm, concurrent }];
    }
  }

  private useOf(name: string, limits: Limits): Use {
    let use = this.uses.get(name);
    if (use === undefined) {
      const calls = new Bulkhead({ limit: Number.POSITIVE_INFINITY, maxQueued: MAX_QUEUED });
      use = { requests: this.newLimit(`${name} requests`), tokens: this.newLimit(`${name} tokens`), calls };
      this.uses.set(name, use);
    }
    use.requests.limit = limits.rpm ?? Number.POSITIVE_INFINITY;
    use.tokens.limit = limits.tpm ?? Number.POSITIVE_INFINITY;
    use.calls.settings = { limit: limits.maxConcurrent ?? Number.POSITIVE_INFINITY, maxQueued: MAX_QUEUED };
    return use;
  }
}
