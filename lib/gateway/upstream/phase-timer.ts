import type { Failure } from '@/lib/resilience/after-failure';

export type Phase = Extract<Failure, { kind: 'timeout' }>['phase'];

/** A timer that is never armed for longer has hardly ever to be armed again: most limits end later than this. */
const LOOK_EVERY_MS = 5_000;

/**
 * The clock of one attempt: a limit for the phase it is in, and one for the whole. One timer, and to enter a phase is
 * mostly no more than to note when it ends, so it costs next to nothing for each chunk.
 */
export class PhaseTimer {
  private timer: NodeJS.Timeout | undefined;
  private firesAt = Number.POSITIVE_INFINITY;
  private totalEndsAt = Number.POSITIVE_INFINITY;
  private phaseEndsAt = Number.POSITIVE_INFINITY;
  private phase: Phase = 'headers';

  constructor(
    /** Monotonic ms. */
    private readonly now: () => number,
    private readonly onTimeout: (phase: Phase) => void,
  ) {}

  startTotal(limitMs: number): void {
    const nowMs = this.now();
    this.totalEndsAt = nowMs + limitMs;
    this.arm(nowMs);
  }

  enter(phase: Phase, limitMs: number): void {
    const nowMs = this.now();
    this.phase = phase;
    this.phaseEndsAt = nowMs + limitMs;
    this.arm(nowMs);
  }

  /** While the client is the slow one, the provider is not to blame. */
  suspend(): void {
    this.phaseEndsAt = Number.POSITIVE_INFINITY;
  }

  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.firesAt = Number.POSITIVE_INFINITY;
  }

  private arm(nowMs: number): void {
    const endsAt = Math.min(this.phaseEndsAt, this.totalEndsAt);
    if (endsAt >= this.firesAt) return;
    clearTimeout(this.timer);
    const waitMs = Math.max(1, Math.min(endsAt - nowMs, LOOK_EVERY_MS));
    this.firesAt = nowMs + waitMs;
    this.timer = setTimeout(() => this.look(), waitMs);
  }

  private look(): void {
    const nowMs = this.now();
    this.firesAt = Number.POSITIVE_INFINITY;
    if (nowMs >= this.totalEndsAt) this.onTimeout('total');
    else if (nowMs >= this.phaseEndsAt) this.onTimeout(this.phase);
    else this.arm(nowMs);
  }
}
