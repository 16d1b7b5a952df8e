/** Events (errors, slow answers) among the trials of two arms, over one stretch of time. */
export interface Table {
  control: { trials: number; events: number };
  canary: { trials: number; events: number };
}

/** Odds ratios that the alternative is a mixture of, in equal parts: from a quarter more to ten times as many events. */
const ALTERNATIVES = [1.25, 1.5, 2, 3, 5, 10] as const;

/** Logarithm of the likelihood ratio so far, one for each alternative. */
export type OddsEvidence = readonly number[];

export const NO_ODDS_EVIDENCE: OddsEvidence = ALTERNATIVES.map(() => 0);

/**
 * ln Σ over x of C(n₁, x) · C(n₀, m − x) · ψ^x, less its first term: what normalises Fisher's noncentral hypergeometric
 * distribution. The terms are added one from another, around the largest so far.
 */
function logNormaliser(n1: number, n0: number, events: number, logOdds: number): number {
  const first = Math.max(0, events - n0);
  const last = Math.min(events, n1);
  let logTerm = first * logOdds;
  let largest = logTerm;
  let sum = 1;
  for (let x = first; x < last; x += 1) {
    logTerm += Math.log(((n1 - x) * (events - x)) / ((x + 1) * (n0 - events + x + 1))) + logOdds;
    if (logTerm <= largest) sum += Math.exp(logTerm - largest);
    else {
      sum = sum * Math.exp(largest - logTerm) + 1;
      largest = logTerm;
    }
  }
  return largest + Math.log(sum);
}

/**
 * Adds a stretch of time to the evidence that the canary's odds of an event are more than `allowed` times the control's.
 *
 * Given how many events a stretch saw in both arms together, those of the canary follow Fisher's noncentral
 * hypergeometric distribution, whatever the rate of the hour was: an outage that hits both arms says nothing. The product
 * of the likelihood ratios over stretches is a test martingale, and their mixture an e-process: under the null (odds ratio
 * at most `allowed`) it ever reaches 1/α with probability α at most, however often one looks (Ville's inequality). It is
 * the mixture SPRT of Robbins (1970) and Johari, Pekelis, Walsh (2015, "Always valid inference") with an exact conditional
 * likelihood (Cornfield 1956) in place of a normal one; see also Ramdas, Grünwald, Vovk, Shafer (2023, "Game-theoretic
 * statistics and safe anytime-valid inference").
 */
export function addStretch(evidence: OddsEvidence, { control, canary }: Table, allowed = 1): OddsEvidence {
  const events = control.events + canary.events;
  if (events === 0 || control.trials === 0 || canary.trials === 0) return evidence;
  const logAllowed = Math.log(allowed);
  const underNull = logNormaliser(canary.trials, control.trials, events, logAllowed);
  return ALTERNATIVES.map((ratio, at) => {
    const logRatio = Math.log(ratio);
    const underThis = logNormaliser(canary.trials, control.trials, events, logAllowed + logRatio);
    return (evidence[at] ?? 0) + canary.events * logRatio - underThis + underNull;
  });
}

/** The mixture's likelihood ratio: how many times likelier what was seen is if the canary is worse than allowed. */
export function strengthOf(evidence: OddsEvidence): number {
  const largest = Math.max(...evidence);
  const sum = evidence.reduce((total, each) => total + Math.exp(each - largest), 0);
  // Beyond this nothing changes a decision, and Infinity is no JSON.
  return Math.min(1e12, Math.exp(largest) * (sum / evidence.length));
}
