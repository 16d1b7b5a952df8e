import { z } from 'zod';
import { NO_TOTALS } from '../experiments/arm-totals';
import { NO_ODDS_EVIDENCE } from '../experiments/odds-process';

const moments = z.strictObject({ count: z.number(), sum: z.number(), squares: z.number() });
const totals = z.strictObject({
  requests: z.number(),
  errors: z.number(),
  latencies: z.array(z.number()).readonly(),
  cost: moments,
  score: moments,
});
const logRatios = z.array(z.number()).length(NO_ODDS_EVIDENCE.length).readonly();
/** Twice: a long good past must not hide what goes wrong after a step. */
const ofEvents = z.strictObject({ sinceStart: logRatios, sinceStep: logRatios });
export type EventEvidence = z.infer<typeof ofEvents>;

/** All that is known of a canary against its control; kept with it, so that a restart goes on where it was. */
export const evidenceSchema = z.strictObject({
  errors: ofEvents,
  slow: ofEvents,
  /** Costs by step of the ramp, the newest last: within one the share stays the same. */
  costs: z.array(z.strictObject({ control: moments, canary: moments })).readonly(),
  /** Totals up to the last look. */
  seen: z.strictObject({ control: totals, canary: totals }),
  /** Requests that the canary had served when its share last changed. */
  requestsBefore: z.number(),
});
export type Evidence = z.infer<typeof evidenceSchema>;

const EMPTY = { count: 0, sum: 0, squares: 0 };
export const NEW_STRATUM = { control: EMPTY, canary: EMPTY };

const NO_EVENTS: EventEvidence = { sinceStart: NO_ODDS_EVIDENCE, sinceStep: NO_ODDS_EVIDENCE };

export const NO_EVIDENCE: Evidence = {
  errors: NO_EVENTS,
  slow: NO_EVENTS,
  costs: [NEW_STRATUM],
  seen: { control: NO_TOTALS, canary: NO_TOTALS },
  requestsBefore: 0,
};

/** At a new share the newer half of the evidence begins again, and costs are compared apart from those before. */
export function atNewShare(evidence: Evidence): Evidence {
  const restarted = ({ sinceStart }: EventEvidence) => ({ sinceStart, sinceStep: NO_ODDS_EVIDENCE });
  return {
    ...evidence,
    errors: restarted(evidence.errors),
    slow: restarted(evidence.slow),
    costs: [...evidence.costs, NEW_STRATUM],
    requestsBefore: evidence.seen.canary.requests,
  };
}
