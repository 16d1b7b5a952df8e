/** Fewer calls say too little of the slowest twentieth. */
const MIN_SAMPLES = 100;
/** A second call sooner than this would only double the load. */
const MIN_WAIT_MS = 50;
/** Share of the requests in flight that may have a second attempt beside the first. */
const SHARE = 0.05;

export interface HedgeState {
  /** Switched on for this request. */
  isWanted: boolean;
  /** Time to the first content of the target's own successful calls. */
  seen: { samples: number; p95Ms: number | undefined };
  /** Configured wait, ms; absent: the target's own p95. */
  afterMs: number | undefined;
  /** Since the first attempt began, ms. */
  elapsedMs: number;
  /** Something has reached the client: too late for another attempt. */
  hasAnswered: boolean;
  /** Another target is ready; the same one would be as slow again. */
  hasOther: boolean;
  /** In this process. */
  requestsInFlight: number;
  hedgesInFlight: number;
}

export type Hedge =
  | { kind: 'send' }
  /** Look again then. */
  | { kind: 'wait'; ms: number }
  | { kind: 'never'; reason: 'off' | 'answered' | 'no_other_target' | 'too_little_known' | 'budget_used' };

/**
 * Whether a second attempt goes to another target now: when the first is slower than nineteen of twenty of its own calls (or than configured),
 * and at most one request in twenty has one (but one always may). Both attempts are billed, so both are on the books.
 */
export function decideHedge(state: HedgeState): Hedge {
  const { samples, p95Ms } = state.seen;
  const slowMs = state.afterMs ?? (samples < MIN_SAMPLES ? undefined : p95Ms);
  if (!state.isWanted) return { kind: 'never', reason: 'off' };
  if (state.hasAnswered) return { kind: 'never', reason: 'answered' };
  if (!state.hasOther) return { kind: 'never', reason: 'no_other_target' };
  if (slowMs === undefined) return { kind: 'never', reason: 'too_little_known' };
  const waitMs = Math.max(MIN_WAIT_MS, slowMs) - state.elapsedMs;
  if (waitMs > 0) return { kind: 'wait', ms: waitMs };
  const allowed = Math.max(1, Math.floor(state.requestsInFlight * SHARE));
  return state.hedgesInFlight < allowed ? { kind: 'send' } : { kind: 'never', reason: 'budget_used' };
}
