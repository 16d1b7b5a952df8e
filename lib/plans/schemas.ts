import { z } from 'zod';
import type { Plan as PlanRow } from '@/lib/generated/prisma/client';
import { boundedPlanSchema } from '@/lib/planning/bounded-plan';
import { planSchema } from '@/lib/planning/scenario-schemas';
import { tcoSchema } from '@/lib/planning/tco-schemas';

const head = {
  id: z.string(),
  workspace: z.string(),
  name: z.string(),
  /** Everybody of the workspace sees it; else its author alone. */
  shared: z.boolean(),
  author: z.string(),
  /** Whether the viewer wrote it, and so may change and remove it. */
  own: z.boolean(),
  updatedAt: z.iso.datetime(),
};
export const storedPlanSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...head, kind: z.literal('scenario'), input: planSchema }),
  z.strictObject({ ...head, kind: z.literal('tco'), input: tcoSchema }),
]);
export type StoredPlan = z.infer<typeof storedPlanSchema>;

const saved = {
  workspace: z.string().min(1).max(200).default('main'),
  /** Left out: a new one. */
  id: z.string().min(1).max(100).optional(),
  name: z.string().trim().min(1, 'a name is needed').max(120),
  shared: z.boolean().default(false),
};
export const savePlanSchema = z.discriminatedUnion('kind', [
  z.strictObject({ ...saved, kind: z.literal('scenario'), input: boundedPlanSchema }),
  z.strictObject({ ...saved, kind: z.literal('tco'), input: tcoSchema }),
]);

export function planView(row: PlanRow, viewerId: string): StoredPlan {
  const { id, workspaceId, kind, name, input, shared, author, authorId, updatedAt } = row;
  return storedPlanSchema.parse({
    ...{ id, workspace: workspaceId, kind, name, input, shared, author, own: authorId === viewerId },
    updatedAt: updatedAt.toISOString(),
  });
}
