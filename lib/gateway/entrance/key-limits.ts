import type { ActiveKey } from '@/lib/config/snapshot/snapshot';
import { GatewayError } from '@/lib/errors/gateway-error';
import type { Allowance, MinuteLimit } from '@/lib/resilience/minute-limit';
import { SlidingWindow } from '@/lib/resilience/sliding-window';

interface Usage {
  requests: MinuteLimit;
  tokens: MinuteLimit;
  inFlight: number;
}

/** What a key used, as told to the other processes. */
export type KeyUse = [keyId: string, requests: number, tokens: number];

/** What a request was charged, and when. */
interface Taken {
  tokens: number;
  atMs: number;
}

/** A request that was let in; ends exactly once. */
export interface Entrance {
  /**
   * Charges what the request asks for, once that is known. Throws GatewayError 429 with its headers in `into`, and counts
   * nothing then. A promise of that only where other processes have to be asked.
   */
  charge(tokens: number, into: Record<string, string>): Promise<void> | void;
  /** `tokens`: what it used in the end; undefined leaves the estimate. */
  end(tokens: number | undefined): void;
}

const FREE: Entrance = { charge: () => undefined, end: () => undefined };

/** Requests and tokens a minute and requests at once of each key with limits. The first two count what the other processes tell. */
export class KeyLimits {
  private readonly usages = new Map<string, Usage>();
  private untold = new Map<string, KeyUse>();

  constructor(
    private readonly monotonic: () => number,
    /** How much of a limit is used; absent: what this process knows. */
    private readonly newLimit: (scope: string) => MinuteLimit = () => new SlidingWindow(0),
  ) {}

  /**
   * `tokens`: what is known of the request already. Throws GatewayError 429 with its headers in `into`. A promise of that
   * only where other processes have to be asked.
   */
  enter(key: ActiveKey, tokens: number, into: Record<string, string>): Entrance | Promise<Entrance> {
    if (key.rpm === undefined && key.tpm === undefined && key.maxConcurrent === undefined) return FREE;
    const usage = this.usageOf(key);
    const nowMs = this.monotonic();
    const waiting = usage.requests.prepare?.(nowMs, 1) ?? usage.tokens.prepare?.(nowMs, tokens);
    if (waiting !== undefined) return waiting.then(() => this.take(key, usage, tokens, into));
    return this.take(key, usage, tokens, into);
  }

  private take(key: ActiveKey, usage: Usage, tokens: number, into: Record<string, string>): Entrance {
    const nowMs = this.monotonic();
    if (key.maxConcurrent !== undefined && usage.inFlight >= key.maxConcurrent)
      throw new GatewayError('rate_limited', `This API key may have ${key.maxConcurrent} requests at once.`, {
        retryAfterS: 1,
      });
    const requests = usage.requests.check(nowMs, 1);
    const spent = usage.tokens.check(nowMs, tokens);
    const isAllowed = (key.rpm === undefined || requests.allowed) && (key.tpm === undefined || spent.allowed);
    if (isAllowed) {
      usage.requests.add(nowMs, 1);
      usage.tokens.add(nowMs, tokens);
      usage.inFlight += 1;
      this.note(key.id, 1, tokens);
    }
    if (key.rpm !== undefined) tell(into, 'requests', isAllowed ? usage.requests.check(nowMs, 0) : requests);
    if (key.tpm !== undefined) tell(into, 'tokens', isAllowed ? usage.tokens.check(nowMs, 0) : spent);
    if (!isAllowed) throw refusal(key, requests, spent);
    const taken: Taken = { tokens, atMs: nowMs };
    return {
      charge: (more, headers) => {
        const waiting = usage.tokens.prepare?.(this.monotonic(), more);
        if (waiting === undefined) return this.charge(key, usage, taken, more, headers);
        return waiting.then(() => this.charge(key, usage, taken, more, headers));
      },
      end: (actual) => this.leave(key.id, usage, taken, actual),
    };
  }

  /** What was used since the last time, for the other processes. */
  takeUntold(): KeyUse[] {
    if (this.untold.size === 0) return [];
    const uses = [...this.untold.values()];
    this.untold = new Map();
    return uses;
  }

  /** What was used at the other processes. */
  addElsewhere(uses: readonly KeyUse[]): void {
    const nowMs = this.monotonic();
    for (const [keyId, requests, tokens] of uses) {
      const usage = this.usageFor(keyId);
      usage.requests.add(nowMs, requests);
      usage.tokens.add(nowMs, tokens);
    }
  }

  private note(keyId: string, requests: number, tokens: number): void {
    const use = this.untold.get(keyId);
    if (use === undefined) this.untold.set(keyId, [keyId, requests, tokens]);
    else {
      use[1] += requests;
      use[2] += tokens;
    }
  }

  private charge(
    key: ActiveKey,
    usage: Usage,
    taken: Taken,
    tokens: number,
    into: Record<string, string>,
  ): void {
    const nowMs = this.monotonic();
    const spent = usage.tokens.check(nowMs, tokens);
    if (key.tpm !== undefined && !spent.allowed) {
      usage.requests.add(nowMs, -1, taken.atMs);
      this.note(key.id, -1, 0);
      tell(into, 'tokens', spent);
      throw refusal(key, usage.requests.check(nowMs, 0), spent);
    }
    usage.tokens.add(nowMs, tokens);
    taken.tokens += tokens;
    taken.atMs = nowMs;
    this.note(key.id, 0, tokens);
    if (key.tpm !== undefined) tell(into, 'tokens', usage.tokens.check(nowMs, 0));
  }

  private leave(keyId: string, usage: Usage, taken: Taken, actual: number | undefined): void {
    usage.inFlight -= 1;
    if (actual === undefined) return;
    usage.tokens.add(this.monotonic(), actual - taken.tokens, taken.atMs);
    this.note(keyId, 0, actual - taken.tokens);
  }

  private usageFor(keyId: string): Usage {
    let usage = this.usages.get(keyId);
    if (usage === undefined) {
      const [requests, tokens] = [
        this.newLimit(`key ${keyId} requests`),
        this.newLimit(`key ${keyId} tokens`),
      ];
      usage = { requests, tokens, inFlight: 0 };
      this.usages.set(keyId, usage);
    }
    return usage;
  }

  private usageOf(key: ActiveKey): Usage {
    const usage = this.usageFor(key.id);
    // What was used stays known when an admin changes the limits.
    usage.requests.limit = key.rpm ?? Number.POSITIVE_INFINITY;
    usage.tokens.limit = key.tpm ?? Number.POSITIVE_INFINITY;
    return usage;
  }
}

function refusal(key: ActiveKey, requests: Allowance, tokens: Allowance): GatewayError {
  const isRequests = key.rpm !== undefined && !requests.allowed;
  const waitMs = Math.max(
    isRequests ? requests.retryAfterMs : 0,
    key.tpm === undefined ? 0 : tokens.retryAfterMs,
  );
  const limit = isRequests ? `${key.rpm} requests` : `${key.tpm} tokens`;
  return new GatewayError('rate_limited', `This API key may use ${limit} a minute.`, {
    retryAfterS: Math.max(1, Math.ceil(waitMs / 1000)),
  });
}

/** The header names that SDKs of OpenAI know. */
function tell(into: Record<string, string>, what: 'requests' | 'tokens', allowance: Allowance): void {
  into[`x-ratelimit-limit-${what}`] = String(allowance.limit);
  into[`x-ratelimit-remaining-${what}`] = String(allowance.remaining);
  into[`x-ratelimit-reset-${what}`] = `${Math.ceil(allowance.resetMs / 1000)}s`;
}
