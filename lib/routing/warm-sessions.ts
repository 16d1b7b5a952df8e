interface Warm {
  target: string;
  untilMs: number;
}

/** Sessions that are remembered; what was served longest ago is forgotten first. */
const MAX_SESSIONS = 50_000;
/** Below this, vendors cache no beginning of a prompt (OpenAI, Anthropic: 1,024 tokens). */
const CACHED_FROM_TOKENS = 1_024;

/** Which target served a session last, and until when its provider's prompt cache likely holds the beginning. In memory, bounded. */
export class WarmSessions {
  private readonly sessions = new Map<string, Warm>();

  constructor(private readonly maxSessions = MAX_SESSIONS) {}

  /** The target by name, or undefined when its prompt cache will have forgotten. */
  targetOf(session: string, nowMs: number): string | undefined {
    const warm = this.sessions.get(session);
    if (warm === undefined) return undefined;
    if (nowMs < warm.untilMs) return warm.target;
    this.sessions.delete(session);
    return undefined;
  }

  /** A target has answered a prompt of so many tokens. */
  served(
    session: string,
    target: string,
    { nowMs, warmMs, tokens }: { nowMs: number; warmMs: number; tokens: number },
  ): void {
    if (tokens < CACHED_FROM_TOKENS) return;
    this.sessions.delete(session);
    this.sessions.set(session, { target, untilMs: nowMs + warmMs });
    if (this.sessions.size <= this.maxSessions) return;
    const [oldest] = this.sessions.keys();
    if (oldest !== undefined) this.sessions.delete(oldest);
  }

  get size(): number {
    return this.sessions.size;
  }
}
