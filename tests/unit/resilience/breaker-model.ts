import { BREAKER_DEFAULTS, type Admission, type CallOutcome } from '@/lib/resilience/breaker';

const S = BREAKER_DEFAULTS;
const SLICE_MS = S.windowMs / 10;

interface Closed {
  kind: 'closed';
  sinceMs: number;
  /** All calls with a verdict since it closed. */
  calls: { atMs: number; outcome: CallOutcome }[];
}

type State = Closed | { kind: 'open'; untilMs: number } | { kind: 'half_open'; round: number; ended: number };

/** What a call was let through as, and in which round of probes. */
export interface ModelCall {
  kind: Admission['kind'];
  round: number;
}

/** Made since it opened, or by somebody else: such calls count whatever the round. */
const isNews = ({ kind }: ModelCall) => kind === 'panic' || kind === 'told';

/** The rules of the breaker as a list of what happened, with nothing added up: slow, and plain to read. */
export class BreakerModel {
  state: State = { kind: 'closed', sinceMs: Number.NEGATIVE_INFINITY, calls: [] };
  readonly inFlight: ModelCall[] = [];
  private holds = 0;
  private rounds = 0;

  look(nowMs: number): State {
    if (this.state.kind === 'open' && nowMs >= this.state.untilMs) this.halfOpen(0);
    return this.state;
  }

  admits(nowMs: number): ModelCall | undefined {
    const state = this.look(nowMs);
    if (state.kind === 'open') return undefined;
    if (state.kind === 'closed') return { kind: 'normal', round: 0 };
    const probing = this.inFlight.filter(({ kind, round }) => kind === 'probe' && round === state.round);
    return probing.length + state.ended < S.probes ? { kind: 'probe', round: state.round } : undefined;
  }

  admitsInPanic(): ModelCall | undefined {
    const panicking = this.inFlight.filter(({ kind }) => kind === 'panic').length;
    return panicking < S.panicCalls ? { kind: 'panic', round: 0 } : undefined;
  }

  /** Of a call that is no longer in {@link inFlight}. */
  ends(nowMs: number, call: ModelCall, outcome: CallOutcome): void {
    const state = this.look(nowMs);
    if (state.kind === 'closed') this.endsClosed(nowMs, state, outcome);
    else if (state.kind === 'open') {
      if (isNews(call) && outcome === 'success') this.halfOpen(1);
    } else if (isNews(call) || (call.kind === 'probe' && call.round === state.round)) {
      if (outcome === 'failure') this.open(nowMs);
      else if (outcome !== 'no_verdict') state.ended += 1;
      if (state.ended >= S.probes) this.state = { kind: 'closed', sinceMs: nowMs, calls: [] };
    }
  }

  private endsClosed(nowMs: number, { sinceMs, calls }: Closed, outcome: CallOutcome): void {
    if (outcome === 'no_verdict') return;
    calls.push({ atMs: nowMs, outcome });
    if (nowMs - sinceMs > S.maxHoldMs) this.holds = 0;
    const oldestSlice = Math.floor(nowMs / SLICE_MS) - 9;
    const recent = calls.filter(({ atMs }) => Math.floor(atMs / SLICE_MS) >= oldestSlice);
    const share = (of: CallOutcome) => recent.filter((one) => one.outcome === of).length / recent.length;
    const last = calls.slice(-S.consecutiveFailures);
    const inRow = last.length === S.consecutiveFailures && last.every((one) => one.outcome === 'failure');
    const tooMany =
      recent.length >= S.minCalls && (share('failure') >= S.failureRate || share('slow') >= S.slowRate);
    if (inRow || tooMany) this.open(nowMs);
  }

  private open(nowMs: number): void {
    this.state = { kind: 'open', untilMs: nowMs + Math.min(S.holdMs * 2 ** this.holds, S.maxHoldMs) };
    this.holds += 1;
  }

  private halfOpen(ended: number): void {
    this.rounds += 1;
    this.state = { kind: 'half_open', round: this.rounds, ended };
  }
}
