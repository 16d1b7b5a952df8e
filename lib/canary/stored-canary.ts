import { z } from 'zod';
import type { Canary } from '@/lib/generated/prisma/client';
import { PHASES, type CanaryState } from '@/lib/routing/canary/advance';
import { evidenceSchema } from '@/lib/routing/canary/evidence';
import { canaryPlanSchema, type CanaryPlan } from '@/lib/routing/canary/plan';
import type { ActiveCanary } from '@/lib/routing/canary/divert';

/** A canary as it is kept, ready for a decision. */
export interface StoredCanary {
  id: string;
  on: ActiveCanary['on'];
  target: string;
  plan: CanaryPlan;
  state: CanaryState;
}

/** Throws ZodError for what a newer Tollgate wrote. */
export function storedCanary(row: Canary): StoredCanary {
  return {
    id: row.id,
    on: row.ruleId === null ? { model: row.model ?? '' } : { rule: row.ruleId },
    target: row.target,
    plan: canaryPlanSchema.parse(row.plan),
    state: {
      phase: z.enum(PHASES).parse(row.phase),
      percent: row.percent,
      stepSinceMs: row.stepSince.getTime(),
      evidence: evidenceSchema.parse(row.evidence),
    },
  };
}
