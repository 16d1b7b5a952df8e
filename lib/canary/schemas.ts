import { z } from 'zod';
import { id } from '@/lib/config/primitives';
import { PHASES } from '@/lib/routing/canary/advance';
import { canaryPlanSchema } from '@/lib/routing/canary/plan';
import { EVENTS } from './event-words';

const name = z.string().min(1).max(200);

/** A canary to be started. */
export const startCanarySchema = z
  .strictObject({
    /** Never used before: what its arms did is kept under it. */
    id,
    /** Of the requests that this rule decides… */
    rule: name.optional(),
    /** …or that ask for this model and that no rule decides. */
    model: name.optional(),
    /** A model, or `provider/model`. */
    target: name,
    plan: canaryPlanSchema.prefault({}),
  })
  .refine(({ rule, model }) => (rule === undefined) !== (model === undefined), {
    message: 'says what it is on by `rule` or by `model`, one of them',
    path: ['rule'],
  });
export type StartCanary = z.input<typeof startCanarySchema>;

/**
 * `hold`: it grows no more. `resume`: it does. `roll_back`: no requests go to it any more. `promote`: all do.
 * `close`: a promoted one ends, as its rule names the target now.
 */
export const CHANGES = ['hold', 'resume', 'roll_back', 'promote', 'close'] as const;

export const changeCanarySchema = z.strictObject({
  change: z.enum(CHANGES),
  /** Why, for the history. */
  note: z.string().max(500).default(''),
});
export type ChangeCanary = z.infer<typeof changeCanarySchema>;

const reading = z.strictObject({ gate: z.string(), verdict: z.string(), words: z.string() });

const interval = z.strictObject({ value: z.number(), low: z.number(), high: z.number() });

/** How an arm did; what is not known is absent. Costs in USD, for reading and not for adding up. */
export const armViewSchema = z.strictObject({
  arm: z.string(),
  requests: z.number(),
  errors: z.number(),
  errorRate: interval.optional(),
  p95Ms: interval.optional(),
  costUsd: interval.optional(),
  score: interval.optional(),
  scored: z.number(),
});
export type ArmView = z.infer<typeof armViewSchema>;

export const canaryViewSchema = z.strictObject({
  id: z.string(),
  rule: z.string().optional(),
  model: z.string().optional(),
  target: z.string(),
  plan: canaryPlanSchema,
  phase: z.enum(PHASES),
  /** Share of the requests that go to it now. */
  percent: z.number(),
  /** Why its share stays for now. */
  waits: z.string(),
  /** What its gates said at the last look. */
  readings: z.array(reading),
  arms: z.array(armViewSchema),
  createdBy: z.string(),
  createdAt: z.date(),
  lookedAt: z.date().nullable(),
  /** Oldest first. */
  events: z.array(
    z.strictObject({
      at: z.date(),
      kind: z.enum(EVENTS),
      fromPercent: z.number(),
      toPercent: z.number(),
      actor: z.string(),
      reason: z.string(),
    }),
  ),
});
export type CanaryView = z.infer<typeof canaryViewSchema>;
