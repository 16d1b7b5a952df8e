import { atNewShare, type Evidence } from './evidence';
import { gather, type BothArms } from './gather';
import { judgeGates, type GateReading } from './judge-gates';
import type { CanaryPlan } from './plan';

/**
 * `ramping`: grows by itself. `held`: somebody stopped its growth; gates still end it. `promoted`: all requests go to it.
 * `rolled_back`: none do any more. `closed`: over, as its rule says the same now.
 */
export const PHASES = ['ramping', 'held', 'promoted', 'rolled_back', 'closed'] as const;
export type Phase = (typeof PHASES)[number];

export interface CanaryState {
  phase: Phase;
  /** Share of the requests that go to it, 0 to 100. */
  percent: number;
  /** Epoch ms since when the share is what it is. */
  stepSinceMs: number;
  evidence: Evidence;
}

export interface CanaryStep {
  kind: 'stepped' | 'promoted' | 'rolled_back';
  fromPercent: number;
  toPercent: number;
  reason: string;
}

export interface Look {
  state: CanaryState;
  readings: GateReading[];
  /** Why its share stays for now, in words; absent when it changed. */
  waits?: string;
  step?: CanaryStep;
}

const MINUTE_MS = 60_000;

export const isWatched = ({ phase }: Pick<CanaryState, 'phase'>) => phase === 'ramping' || phase === 'held';

/** What keeps the share where it is, or undefined: it may grow. */
function reasonToWait(
  plan: CanaryPlan,
  { phase, percent, stepSinceMs, evidence }: CanaryState,
  readings: readonly GateReading[],
  nowMs: number,
): string | undefined {
  if (phase === 'held') return 'somebody holds it';
  if (percent >= plan.ceilingPercent) return `it is at its ceiling of ${plan.ceilingPercent} %`;
  const doubtful = readings.find(({ verdict }) => verdict === 'doubtful');
  if (doubtful !== undefined) return `it waits until a doubt is settled: ${doubtful.words}`;
  const dueMs = stepSinceMs + plan.intervalMinutes * MINUTE_MS;
  if (nowMs < dueMs) return `its next step is due in ${Math.ceil((dueMs - nowMs) / MINUTE_MS)} min`;
  const served = evidence.seen.canary.requests - evidence.requestsBefore;
  if (served < plan.minRequests)
    return `it has served ${served} of the ${plan.minRequests} requests that a step needs`;
  return undefined;
}

/** One look at a canary: gathers, judges, and grows it, leaves it or ends it. Looking again at the same changes nothing. Pure. */
export function advance(plan: CanaryPlan, before: CanaryState, totals: BothArms, nowMs: number): Look {
  if (!isWatched(before)) return { state: before, readings: [] };
  const state = { ...before, evidence: gather(before.evidence, totals, plan.gates) };
  const readings = judgeGates(state.evidence, plan);
  const worse = readings.find(({ verdict }) => verdict === 'worse');
  if (worse !== undefined)
    return moved(state, readings, nowMs, { kind: 'rolled_back', toPercent: 0, reason: worse.words });
  const waits = reasonToWait(plan, state, readings, nowMs);
  if (waits !== undefined) return { state, readings, waits };
  const toPercent = Math.min(plan.ceilingPercent, state.percent + plan.stepPercent);
  const reason = `no gate objects after ${state.evidence.seen.canary.requests} requests`;
  return moved(state, readings, nowMs, {
    kind: toPercent >= 100 ? 'promoted' : 'stepped',
    ...{ toPercent, reason },
  });
}

function moved(
  state: CanaryState,
  readings: GateReading[],
  nowMs: number,
  step: Omit<CanaryStep, 'fromPercent'>,
): Look {
  return {
    state: movedTo(state, step.kind === 'stepped' ? state.phase : step.kind, step.toPercent, nowMs),
    readings,
    step: { ...step, fromPercent: state.percent },
  };
}

/** The state at another share. */
export function movedTo(
  { evidence }: CanaryState,
  phase: Phase,
  percent: number,
  nowMs: number,
): CanaryState {
  return { phase, percent, stepSinceMs: nowMs, evidence: atNewShare(evidence) };
}
