import { z } from 'zod';

const percent = z.number().min(0).max(1_000);
const worse = z.strictObject({ worseByPercent: percent });

/** What may not be worse than the control's by more than so much; a gate that is left out is off. */
export const gatesSchema = z
  .strictObject({
    /** Odds of an error. */
    errors: worse.optional(),
    /** Latency that 95 % stay below. Told in the 19 % steps of the histograms, at least one of them. */
    p95: worse.optional(),
    /** Mean cost of a request. */
    cost: worse.optional(),
    /** Mean score from 0 to 1, as people, judges and checks say. */
    score: z.strictObject({ worseBy: z.number().min(0).max(1) }).optional(),
  })
  .refine(
    (gates) => Object.keys(gates).length > 0,
    'at least one gate is needed: nothing else would stop it',
  );

const share = z.number().min(0.1).max(100);

/** How a canary grows, and what stops it. */
export const canaryPlanSchema = z
  .strictObject({
    startPercent: share.default(10),
    stepPercent: share.default(15),
    intervalMinutes: z.number().int().min(1).max(10_080).default(60),
    /** Not beyond this share by itself; at 100 it is promoted. */
    ceilingPercent: share.default(100),
    /** Whose requests stay together; without a user the session counts, without either the request. */
    stickyBy: z.enum(['user', 'session', 'request']).default('user'),
    /** Requests that the canary must have served at a share before it grows. */
    minRequests: z.number().int().min(1).max(1_000_000).default(100),
    /** Chance, over all its gates and all of its life, that a canary no worse than allowed is rolled back. */
    falseAlarmPercent: z.number().min(0.01).max(20).default(2),
    gates: gatesSchema.default({
      errors: { worseByPercent: 0 },
      p95: { worseByPercent: 20 },
      cost: { worseByPercent: 10 },
      score: { worseBy: 0.02 },
    }),
  })
  .refine(({ startPercent, ceilingPercent }) => startPercent <= ceilingPercent, {
    message: 'starts above its ceiling',
    path: ['startPercent'],
  });

export type CanaryPlan = z.infer<typeof canaryPlanSchema>;
export type Gates = z.infer<typeof gatesSchema>;
export type GateName = keyof Gates;
