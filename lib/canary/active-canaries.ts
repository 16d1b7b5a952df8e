import { z } from 'zod';
import { type ActiveCanaries, indexCanaries } from '@/lib/routing/canary/divert';
import { canaryPlanSchema } from '@/lib/routing/canary/plan';

/** What gateways need to know of the canaries that requests go to. */
export const CANARIES = `SELECT id, rule_id, model, target, percent, plan FROM canary
  WHERE phase IN ('ramping', 'held', 'promoted')`;

const canaryRow = z
  .object({
    id: z.string(),
    rule_id: z.string().nullable(),
    model: z.string().nullable(),
    target: z.string(),
    percent: z.number(),
    plan: canaryPlanSchema,
  })
  .transform(({ id, rule_id: rule, model, target, percent, plan }) => ({
    ...{ id, target, percent, stickyBy: plan.stickyBy },
    on: rule === null ? { model: model ?? '' } : { rule },
  }));

export const activeCanaries = (rows: readonly unknown[]): ActiveCanaries =>
  indexCanaries(z.array(canaryRow).parse(rows));
