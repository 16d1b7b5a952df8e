import { z } from 'zod';
import { configEditSchema } from '@/lib/config/with-edit';

export const recommendationView = z.strictObject({
  id: z.string(),
  title: z.string(),
  /** `found`: act on it. `fine`: looked at, nothing to gain. `unknown`: not enough is recorded to tell. */
  state: z.enum(['found', 'fine', 'unknown']),
  /** In words, with the numbers. */
  evidence: z.array(z.string()),
  /** Over the span, USD; both ends, since what another model would have used is not known. */
  saving: z.strictObject({ lowUsd: z.string(), highUsd: z.string() }).optional(),
  /** What the saving takes for granted. */
  assumes: z.string().optional(),
  /** Filter of the requests behind it. */
  rows: z.record(z.string(), z.string()).optional(),
  /** Keys that one click switches off, and another on again. */
  keys: z.array(z.strictObject({ id: z.string(), name: z.string() })).optional(),
  /** A change of the configuration to look at; nothing is changed by itself. */
  draft: configEditSchema.optional(),
});

export type Recommendation = z.infer<typeof recommendationView>;
