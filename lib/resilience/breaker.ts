import { RateWindow } from './rate-window';

export interface BreakerSettings {
  /** Failures in a row that open it. Default 5. */
  consecutiveFailures: number;
  /** Length of the window in which rates are taken, ms. Default 30 s. */
  windowMs: number;
  /** Rates say nothing of fewer calls in the window. Default 20. */
  minCalls: number;
  /** Share of failed calls that opens it, 0 to 1. Default 0.5. */
  failureRate: number;
  /** Share of slow calls that opens it, 0 to 1. Default 0.9. */
  slowRate: number;
  /** First hold time in the open state, ms; doubles while the target flaps. Default 30 s. */
  holdMs: number;
  /** The hold time grows no further, ms. Default 5 min. */
  maxHoldMs: number;
  /** Trial calls at once when half open, and successes that close it. Default 3. */
  probes: number;
  /** Calls at once to an open target when there is no other one. Default 2. */
  panicCalls: number;
}

export const BREAKER_DEFAULTS: BreakerSettings = Object.freeze({
  consecutiveFailures: 5,
  windowMs: 30_000,
  minCalls: 20,
  failureRate: 0.5,
  slowRate: 0.9,
  holdMs: 30_000,
  maxHoldMs: 300_000,
  probes: 3,
  panicCalls: 2,
});

export type BreakerState =
  | { kind: 'closed'; sinceMs: number; failuresInRow: number }
  | { kind: 'open'; untilMs: number }
  | { kind: 'half_open'; inFlight: number; successes: number };

/** How a call was let through; handed back with its outcome. `told`: it was let through by nobody here, another process made it. */
export type Admission = { kind: 'normal' | 'panic' | 'told' } | { kind: 'probe'; epoch: number };
export type CallOutcome = 'success' | 'slow' | 'failure' | 'no_verdict';

const NORMAL: Admission = Object.freeze({ kind: 'normal' });
const PANIC: Admission = Object.freeze({ kind: 'panic' });
/** Of what another process found out by asking; it was never admitted here. */
export const TOLD: Admission = Object.freeze({ kind: 'told' });

/**
 * Keeps calls from a target that fails. Times are monotonic ms, given by the caller; nothing here reads a clock.
 * Closed → open by failures in a row, or by the rate of failed or slow calls. Open → half open when the hold time is
 * over: a bounded number of probes. All probes succeed → closed; one fails → open for twice as long.
 */
export class Breaker {
  private state: BreakerState = { kind: 'closed', sinceMs: Number.NEGATIVE_INFINITY, failuresInRow: 0 };
  private readonly window: RateWindow;
  private flaps = 0;
  /** Counted up with each change of state, so that a late probe of an earlier round decides nothing. */
  private epoch = 0;
  private panicInFlight = 0;

  constructor(private readonly settings: BreakerSettings = BREAKER_DEFAULTS) {
    this.window = new RateWindow(settings.windowMs);
  }

  /** The state at that time; an open one whose hold is over is half open. */
  view(nowMs: number): BreakerState {
    if (this.state.kind === 'open' && nowMs >= this.state.untilMs)
      this.enter({ kind: 'half_open', inFlight: 0, successes: 0 });
    return this.state;
  }

  /** Undefined: not now, take another target at once. */
  admit(nowMs: number): Admission | undefined {
    const state = this.view(nowMs);
    switch (state.kind) {
      case 'closed':
        return NORMAL;
      case 'open':
        return undefined;
      case 'half_open':
        if (!this.hasProbeLeft(state)) return undefined;
        state.inFlight += 1;
        return { kind: 'probe', epoch: this.epoch };
      default:
        return state satisfies never;
    }
  }

  /** Whether {@link admit} would, without counting anything. */
  wouldAdmit(nowMs: number): boolean {
    const state = this.view(nowMs);
    return state.kind === 'half_open' ? this.hasProbeLeft(state) : state.kind === 'closed';
  }

  private hasProbeLeft({ inFlight, successes }: Extract<BreakerState, { kind: 'half_open' }>): boolean {
    return inFlight + successes < this.settings.probes;
  }

  /** For when every target is refused: a few calls go to the least bad one all the same. */
  admitInPanic(): Admission | undefined {
    if (this.panicInFlight >= this.settings.panicCalls) return undefined;
    this.panicInFlight += 1;
    return PANIC;
  }

  /**
   * Somebody else has found the target failing. A closed one becomes half open and finds out with a few probes of its own;
   * nothing else changes, so that nobody's word closes a breaker or keeps it open.
   */
  suspect(nowMs: number): void {
    if (this.view(nowMs).kind === 'closed') this.enter({ kind: 'half_open', inFlight: 0, successes: 0 });
  }

  /** Ends a call that was admitted; each admission must be handed back exactly once. */
  record(nowMs: number, admission: Admission, outcome: CallOutcome): void {
    if (admission.kind === 'panic') this.panicInFlight -= 1;
    const state = this.view(nowMs);
    switch (state.kind) {
      case 'closed':
        this.recordClosed(nowMs, state, outcome);
        return;
      case 'half_open':
        this.recordHalfOpen(nowMs, state, admission, outcome);
        return;
      case 'open':
        // A call that was under way when it opened says nothing new; one made since then that succeeds is good news.
        if ((admission.kind === 'panic' || admission.kind === 'told') && outcome === 'success')
          this.enter({ kind: 'half_open', inFlight: 0, successes: 1 });
        return;
      default:
        state satisfies never;
    }
  }

  private recordClosed(
    nowMs: number,
    state: Extract<BreakerState, { kind: 'closed' }>,
    outcome: CallOutcome,
  ): void {
    if (outcome === 'no_verdict') return;
    this.window.add(nowMs, outcome);
    state.failuresInRow = outcome === 'failure' ? state.failuresInRow + 1 : 0;
    if (nowMs - state.sinceMs > this.settings.maxHoldMs) this.flaps = 0;
    const { consecutiveFailures, minCalls, failureRate, slowRate } = this.settings;
    const { calls, failures, slow } = this.window.totals(nowMs);
    const tooMany = calls >= minCalls && (failures / calls >= failureRate || slow / calls >= slowRate);
    if (state.failuresInRow >= consecutiveFailures || tooMany) this.open(nowMs);
  }

  private recordHalfOpen(
    nowMs: number,
    state: Extract<BreakerState, { kind: 'half_open' }>,
    admission: Admission,
    outcome: CallOutcome,
  ): void {
    const isProbe = admission.kind === 'probe' && admission.epoch === this.epoch;
    if (isProbe) state.inFlight -= 1;
    if (!isProbe && admission.kind !== 'panic' && admission.kind !== 'told') return;
    if (outcome === 'failure') this.open(nowMs);
    else if (outcome !== 'no_verdict') {
      state.successes += 1;
      if (state.successes >= this.settings.probes) this.close(nowMs);
    }
  }

  private open(nowMs: number): void {
    const holdMs = Math.min(this.settings.maxHoldMs, this.settings.holdMs * 2 ** this.flaps);
    this.flaps = Math.min(this.flaps + 1, 30);
    this.enter({ kind: 'open', untilMs: nowMs + holdMs });
  }

  private close(nowMs: number): void {
    this.window.clear();
    this.enter({ kind: 'closed', sinceMs: nowMs, failuresInRow: 0 });
  }

  private enter(state: BreakerState): void {
    this.epoch += 1;
    this.state = state;
  }
}
