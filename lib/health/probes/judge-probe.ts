import type { Seen, Verdict } from '../judge';

/** The last probe of a target. */
export interface SeenProbe {
  at: Date;
  everyS: number;
  /** Answers one after the other, or, below zero, failures. */
  streak: number;
  /** Why it failed, to read after “it”; '' where it answered. */
  reason: string;
  latencyMs: number;
}

/** Fewer failures may be chance. */
const FAILURES_FOR_A_VERDICT = 3;
/** An older probe says nothing of now, in intervals. */
const FRESH_INTERVALS = 3;

/** What the probes say of a target of which calls are too few to say anything. Pure. */
export function judgeWithProbe(
  verdict: Verdict,
  seen: Seen,
  probe: SeenProbe | undefined,
  now: Date,
): Verdict {
  if (verdict.status !== 'unknown' || probe === undefined) return verdict;
  if (now.getTime() - probe.at.getTime() > FRESH_INTERVALS * probe.everyS * 1_000) return verdict;
  if (probe.streak <= -FAILURES_FOR_A_VERDICT)
    return { status: 'unhealthy', reasons: [`${-probe.streak} probes in a row failed: it ${probe.reason}`] };
  return probe.streak > 0 && seen.errorRate === 0 ? { status: 'healthy', reasons: [] } : verdict;
}
