import { z } from 'zod';
import type { Lesson } from '@/lib/resilience/lesson';

/** What one process tells the others of a target. */
export const lessonSchema: z.ZodType<Lesson> = z.object({
  outcome: z.enum(['success', 'slow', 'failure', 'no_verdict']),
  seen: z.enum(['success', 'error', 'timeout']).optional(),
  latencyMs: z.number().min(0),
  cool: z
    .object({
      scope: z.enum(['target', 'credential']),
      ms: z.union([z.number(), z.literal('growing')]),
      binding: z.boolean(),
    })
    .optional(),
  reason: z.string(),
});
