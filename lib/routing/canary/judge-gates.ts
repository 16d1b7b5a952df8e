import { estimateDifference, meanOf, oneSidedRadiusOf } from '../experiments/mean-interval';
import { strengthOf } from '../experiments/odds-process';
import type { Evidence, EventEvidence } from './evidence';
import type { CanaryPlan, GateName } from './plan';

/** `unknown`: too little to tell. `doubtful`: it leans to the bad side, so the share does not grow. */
export type GateVerdict = 'unknown' | 'fine' | 'doubtful' | 'worse';

/** A type and no interface, so that it is JSON for Prisma. */
export type GateReading = {
  gate: GateName;
  verdict: GateVerdict;
  /** What it rests on, in words. */
  words: string;
};

/** Evidence of so many to one that it is worse holds the share where it is. A canary as good as allowed gets there in a third of its lives. */
const DOUBT = 3;

const percent = (share: number) => `${(100 * share).toFixed(share < 0.1 ? 2 : 1)} %`;

/** Chance of a false alarm of one gate, and over how many shares its newer half begins again. */
interface Allowance {
  alpha: number;
  steps: number;
}

/** Half of the allowance is for the whole life, half for the time at one share, in equal parts (a union bound). */
const strengthOfEvents = ({ sinceStart, sinceStep }: EventEvidence, { steps }: Allowance) =>
  Math.max(strengthOf(sinceStart) / 2, strengthOf(sinceStep) / (2 * steps));

function ofOdds(gate: GateName, evidence: EventEvidence, allowance: Allowance, facts: string): GateReading {
  const { alpha } = allowance;
  const strength = strengthOfEvents(evidence, allowance);
  const odds = strength >= 1e6 ? 'more than a million' : strength.toPrecision(2);
  const words = `${facts}; evidence that it is worse than allowed ${odds} to 1 (${Math.ceil(1 / alpha)} to 1 ends it)`;
  const verdict = strength >= 1 / alpha ? 'worse' : strength >= DOUBT ? 'doubtful' : 'fine';
  return { gate, verdict, words };
}

function errorsReading({ errors, seen }: Evidence, allowance: Allowance): GateReading {
  const { control, canary } = seen;
  if (control.requests === 0 || canary.requests === 0)
    return { gate: 'errors', verdict: 'unknown', words: 'one of the arms has served nothing yet' };
  const rate = ({ errors: bad, requests }: typeof canary) => `${percent(bad / requests)} of ${requests}`;
  return ofOdds('errors', errors, allowance, `errors: ${rate(canary)}, control ${rate(control)}`);
}

function p95Reading({ slow }: Evidence, allowance: Allowance): GateReading {
  if (slow.sinceStart.every((each) => each === 0))
    return { gate: 'p95', verdict: 'unknown', words: 'too few latencies to compare' };
  return ofOdds('p95', slow, allowance, 'answers slower than the p95 of the control and the tolerance');
}

function costReading({ costs }: Evidence, { alpha, steps }: Allowance, worseByPercent: number): GateReading {
  const factor = 1 + worseByPercent / 100;
  const strata = costs.map(({ control, canary }) => ({ a: control, b: canary }));
  const excess = estimateDifference(strata, factor);
  if (excess === undefined) return { gate: 'cost', verdict: 'unknown', words: 'too few costs to compare' };
  const lately = estimateDifference(strata.slice(-1), factor) ?? excess;
  const lower = Math.max(
    excess.value - oneSidedRadiusOf(excess, alpha / 2),
    lately.value - oneSidedRadiusOf(lately, alpha / 2 / steps),
  );
  const leans = excess.value - oneSidedRadiusOf(excess, 1 / DOUBT) > 0;
  const words = `a request costs ${signed(excess.value)} USD against ${factor.toFixed(2)} times the control's, surely ${signed(lower)} or more`;
  return { gate: 'cost', verdict: lower > 0 ? 'worse' : leans ? 'doubtful' : 'fine', words };
}

function scoreReading({ seen }: Evidence, { alpha }: Allowance, worseBy: number): GateReading {
  const { score: a } = seen.control;
  const { score: b } = seen.canary;
  const gain = estimateDifference([{ a, b }]);
  if (gain === undefined) return { gate: 'score', verdict: 'unknown', words: 'too few scores to compare' };
  const upper = gain.value + oneSidedRadiusOf(gain, alpha);
  const leans = gain.value + oneSidedRadiusOf(gain, 1 / DOUBT) < -worseBy;
  const words = `scores ${meanOf(b).toFixed(3)}, control ${meanOf(a).toFixed(3)}; surely ${signed(upper)} or less apart`;
  return { gate: 'score', verdict: upper < -worseBy ? 'worse' : leans ? 'doubtful' : 'fine', words };
}

const signed = (value: number) => `${value < 0 ? '−' : '+'}${Math.abs(value).toPrecision(3)}`;

/** What the gates that are on say. The chance of a false alarm is shared among them (Bonferroni). */
export function judgeGates(evidence: Evidence, plan: CanaryPlan): GateReading[] {
  const { gates, falseAlarmPercent, startPercent, stepPercent, ceilingPercent } = plan;
  const allowance = {
    alpha: falseAlarmPercent / 100 / Object.keys(gates).length,
    steps: 1 + Math.ceil((ceilingPercent - startPercent) / stepPercent),
  };
  const readings: GateReading[] = [];
  if (gates.errors !== undefined) readings.push(errorsReading(evidence, allowance));
  if (gates.p95 !== undefined) readings.push(p95Reading(evidence, allowance));
  if (gates.cost !== undefined) readings.push(costReading(evidence, allowance, gates.cost.worseByPercent));
  if (gates.score !== undefined) readings.push(scoreReading(evidence, allowance, gates.score.worseBy));
  return readings;
}
